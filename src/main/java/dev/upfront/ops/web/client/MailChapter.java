package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.notification.Mails;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Mails about the client, and about whatever the other chapters tell. */
@Component
@Order(7)
class MailChapter implements Chapter {

    private final Mails mails;
    private final ObjectProvider<Chapter> chapters;

    MailChapter(Mails mails, ObjectProvider<Chapter> chapters) {
        this.mails = mails;
        this.chapters = chapters;
    }

    @Override
    public String key() {
        return "mails";
    }

    @Override
    public String word() {
        return "Mails";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        var subjects = new HashSet<UUID>(Set.of(client.id().value()));
        chapters.forEach(chapter -> subjects.addAll(chapter.mailSubjects(client.id())));
        return mails.about(subjects, until, limit).stream().map(Happening::of).toList();
    }
}
