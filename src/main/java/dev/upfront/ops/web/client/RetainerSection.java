package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.ops.web.Chip;
import dev.upfront.ops.web.Wording;
import dev.upfront.retainer.RetainerList;
import dev.upfront.retainer.RetainerList.Listed;
import dev.upfront.retainer.RetainerList.Standing;
import dev.upfront.retainer.Retainers;
import dev.upfront.retainer.WhatIsNext.Step;
import java.util.Comparator;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What renews by itself, those that have ended last. */
@Component
@Order(2)
class RetainerSection implements Section {

    private static final int SHOWN = 20;

    private final RetainerList list;
    private final Retainers retainers;

    RetainerSection(RetainerList list, Retainers retainers) {
        this.list = list;
        this.retainers = retainers;
    }

    @Override
    public Panel of(Client client, Wording words) {
        var all = list.list(List.of(), "", List.of(client.id()), 0, SHOWN);
        var rows = all.stream().sorted(Comparator.comparing(listed -> listed.standing() == Standing.ENDED)).map(listed -> row(listed, words)).toList();
        return new Panel("Retainers", rows, "None.", new More("Agree to one for this client", "/ops/retainers/new?client=" + client.id()));
    }

    private Row row(Listed listed, Wording words) {
        var charge = retainers.retainer(listed.id()).nextCharge(retainers.termsAhead(listed.id()).terms());
        var next = listed.standing() == Standing.ENDED ? listed.reference() : retainers.next(listed.id())
                .map(what -> what.step() == Step.RENEW ? "%s on %s".formatted(words.money(charge), words.day(what.at())) : what.step() == Step.END ? "ends on " + words.day(what.at()) : "paused until " + words.day(what.at()))
                .orElse("not begun yet");
        return new Row(listed.name(), next, Chip.of(listed.standing()), "/ops/retainers/" + listed.id());
    }
}
