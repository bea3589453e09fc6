package dev.upfront.notification;

import java.util.HashMap;
import java.util.function.Supplier;
import org.jsoup.Jsoup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Turns letters into mails: the HTML part by its template, the text part from what the HTML part says. */
@Component
class MailPages {

    private final SpringTemplateEngine templates;
    private final ObjectProvider<Supplier<Letterhead>> letterheads;

    MailPages(SpringTemplateEngine templates, ObjectProvider<Supplier<Letterhead>> letterheads) {
        this.templates = templates;
        this.letterheads = letterheads;
    }

    Mail write(Letter letter) {
        var words = new HashMap<String, Object>(letter.words());
        var letterhead = letterhead();
        words.put("letterhead", letterhead);
        words.put("practice", letterhead.practice());
        words.put("link", "{link}");
        var room = letter.kind().substring(0, letter.kind().indexOf('.'));
        var name = letter.kind().substring(room.length() + 1);
        var html = templates.process(room + "/mail/" + name, new Context(letter.locale(), words));
        var page = Jsoup.parse(html);
        return new Mail(letter.kind(), letter.subject(), letter.discriminator(), letter.recipient(), page.title(), MailText.of(page), html,
                letter.link(), letter.attachments());
    }

    Letterhead letterhead() {
        return letterheads.getObject().get();
    }
}
