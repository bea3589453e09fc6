package dev.upfront.ops.web.ledger;

import dev.upfront.catalog.Catalog;
import dev.upfront.catalog.Offering;
import dev.upfront.catalog.Practice;
import dev.upfront.ledger.Journal;
import dev.upfront.ledger.Place;
import dev.upfront.ledger.Posting;
import dev.upfront.ops.web.Subjects;
import dev.upfront.ops.web.Wording;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The book as a file: written piece by piece, so that its length does not matter. */
@Controller
class LedgerFileController {

    private static final int PIECE = 1_000;

    private final Journal journal;
    private final Subjects subjects;
    private final Catalog catalog;

    LedgerFileController(Journal journal, Subjects subjects, Catalog catalog) {
        this.journal = journal;
        this.subjects = subjects;
        this.catalog = catalog;
    }

    /** @param account only the lines of this one; all when empty. Both days count. */
    @GetMapping("/ops/ledger.csv")
    void file(@RequestParam(defaultValue = "") String account, @RequestParam(defaultValue = "") String currency, @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to, @ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words,
            HttpServletResponse response) throws IOException {
        var today = LocalDate.ofInstant(words.now(), words.reader().zone());
        var first = Day.parse(from, LocalDate.EPOCH, words.now(), words.reader().zone());
        var last = Day.parse(to, today, words.now(), words.reader().zone());
        Function<@Nullable Posting, List<Posting>> piece = account.isEmpty() ? after -> all(first, last, after) : ofAccount(account, currency, practice, first, last);
        response.setContentType("text/csv; charset=utf-8; header=present");
        response.setHeader("Content-Disposition", "attachment; filename=\"ledger-%s%s-to-%s.csv\"".formatted(
                account.isEmpty() ? "" : account.toLowerCase(Locale.ROOT).replace('_', '-') + "-", first.date(), last.date()));
        write(piece, new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
    }

    private List<Posting> all(Day first, Day last, @Nullable Posting after) {
        return journal.all(first.start(), last.next(), after == null ? 0 : after.entry(), after == null ? 0 : after.sequence(), PIECE);
    }

    private Function<@Nullable Posting, List<Posting>> ofAccount(String name, String currency, Practice practice, Day first, Day last) {
        var account = LedgerController.account(name);
        var in = LedgerController.currency(currency, practice);
        return after -> journal.from(account, in, after == null ? Place.before(first.start()) : after.place(), last.next(), PIECE);
    }

    private void write(Function<@Nullable Posting, List<Posting>> piece, Writer file) throws IOException {
        var offerings = catalog.offerings().stream().collect(Collectors.toMap(offering -> offering.id().value(), Offering::name));
        file.write(Csv.row("entry", "at", "cause", "cause_id", "account", "amount_minor", "amount", "currency", "about", "subject", "client", "offering", "offering_id"));
        for (var lines = piece.apply(null); !lines.isEmpty(); lines = piece.apply(lines.getLast())) {
            var about = subjects.of(lines.stream().map(posting -> posting.line().subject()).filter(Objects::nonNull).distinct().toList());
            for (var posting : lines) {
                var subject = about.get(posting.line().subject());
                file.write(row(posting, subject == null ? null : subject.reference(), offerings));
            }
        }
        file.flush();
    }

    private static String row(Posting posting, @Nullable String about, Map<UUID, String> offerings) {
        var line = posting.line();
        return Csv.row(posting.entry(), posting.at(), posting.cause(), posting.causeId(), line.account(), line.amount().minor(), line.amount().major(),
                line.amount().currency().getCurrencyCode(), about, line.subject(), line.client(), offerings.get(line.offering()), line.offering());
    }
}
