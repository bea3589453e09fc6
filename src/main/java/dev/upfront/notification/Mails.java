package dev.upfront.notification;

import dev.upfront.engine.RightAfterCommit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails are rows first: written in the transaction of what they tell about, sent after it. Kind, subject and discriminator make a mail unique,
 * so that writing it again does nothing.
 */
@Service
@Transactional
public class Mails {

    private final JdbcClient database;
    private final InstantSource clock;
    private final MailPages pages;
    private final MailDispatcher dispatcher;
    private final RightAfterCommit afterwards;

    Mails(JdbcClient database, InstantSource clock, MailPages pages, MailDispatcher dispatcher, RightAfterCommit afterwards) {
        this.database = database;
        this.clock = clock;
        this.pages = pages;
        this.dispatcher = dispatcher;
        this.afterwards = afterwards;
    }

    /** Writes the mail from its template; false when it was written before. */
    public boolean send(Letter letter) {
        return !wrote(letter.kind(), letter.subject(), letter.discriminator()) && send(pages.write(letter));
    }

    /** Writes the mail; false when it was written before. It goes out right after the caller's transaction has committed. */
    public boolean send(Mail mail) {
        var number = database.sql("""
                        insert into notification.mail
                            (kind, subject, discriminator, recipient, title, text, html, link, written_at, next_try_at)
                        values (:kind, :subject, :discriminator, :recipient, :title, :text, :html, :link, :now, :now)
                        on conflict (kind, subject, discriminator) do nothing returning number""")
                .param("kind", mail.kind()).param("subject", mail.subject()).param("discriminator", mail.discriminator())
                .param("recipient", mail.recipient()).param("title", mail.title()).param("text", mail.text()).param("html", mail.html())
                .param("link", mail.link()).param("now", Timestamp.from(clock.instant()))
                .query(Long.class).optional();
        number.ifPresent(written -> {
            mail.attachments().forEach(attachment -> attach(written, attachment));
            afterwards.run(() -> dispatcher.send(written));
        });
        return number.isPresent();
    }

    /** Whether that mail was written, sent or not. */
    @Transactional(readOnly = true)
    public boolean wrote(String kind, UUID subject, String discriminator) {
        return database.sql("select exists (select from notification.mail where kind = :kind and subject = :subject and discriminator = :discriminator)")
                .param("kind", kind).param("subject", subject).param("discriminator", discriminator)
                .query(Boolean.class).single();
    }

    /** The mails about something, oldest first. */
    @Transactional(readOnly = true)
    public List<SentMail> about(UUID subject) {
        return database.sql("select kind, recipient, title, written_at, sent_at, problem from notification.mail where subject = :subject order by written_at, number")
                .param("subject", subject)
                .query(Mails::sentMail).list();
    }

    /** The mails about any of these that were written until that instant, latest first. */
    @Transactional(readOnly = true)
    public List<SentMail> about(Collection<UUID> subjects, Instant until, int limit) {
        return database.sql("""
                        select kind, recipient, title, written_at, sent_at, problem from notification.mail
                        where subject = any(:subjects) and written_at <= :until order by written_at desc, number desc limit :limit""")
                .param("subjects", new SqlArrayValue("uuid", subjects.toArray())).param("until", Timestamp.from(until)).param("limit", limit)
                .query(Mails::sentMail).list();
    }

    private static SentMail sentMail(ResultSet row, int number) throws SQLException {
        var sentAt = row.getTimestamp("sent_at");
        return new SentMail(row.getString("kind"), row.getString("recipient"), row.getString("title"),
                row.getTimestamp("written_at").toInstant(), sentAt == null ? null : sentAt.toInstant(), row.getString("problem"));
    }

    /** Whom mails come from; staff read that mailbox. */
    @Transactional(readOnly = true)
    public Letterhead letterhead() {
        return pages.letterhead();
    }

    private void attach(long mail, Attachment attachment) {
        database.sql("insert into notification.attachment (mail, filename, content_type, content) values (:mail, :filename, :contentType, :content)")
                .param("mail", mail).param("filename", attachment.filename()).param("contentType", attachment.contentType())
                .param("content", attachment.content()).update();
    }
}
