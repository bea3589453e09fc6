package dev.upfront.notification;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.mail.MessagingException;
import java.io.UnsupportedEncodingException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Sends what was written: right after the commit, and whatever is left on a schedule, by any instance. A mail is taken right before it is sent, which
 * puts off its next try, so that none waits for a slow mail server in the hands of one instance until another takes it again; its Message-ID stays the
 * same, so that a mail server knows a repeat.
 */
@Component
class MailDispatcher {

    private record Taken(long number, String recipient, String title, String text, String html, @Nullable String link) {
    }

    private static final Logger log = LoggerFactory.getLogger(MailDispatcher.class);
    private static final int IN_A_ROUND = 50;
    private static final String TAKE = """
            update notification.mail set tries = tries + 1, next_try_at = cast(:now as timestamptz) + least(:delay * interval '1 millisecond' * power(2, least(tries, 9)), interval '6 hours')
            where number in (select number from notification.mail where sent_at is null and next_try_at <= :now and (:number::bigint is null or number = :number)
                order by next_try_at limit 1 for update skip locked)
            returning number, recipient, title, text, html, link""";

    private final JdbcClient database;
    private final JavaMailSender sender;
    private final MailPages pages;
    private final MeterRegistry metrics;
    private final InstantSource clock;
    private final Duration retryDelay;

    /** @param retryDelay after the first try, whether it failed or was never heard of again; twice as long after each further one */
    MailDispatcher(JdbcClient database, JavaMailSender sender, MailPages pages, MeterRegistry metrics, InstantSource clock,
            @Value("${upfront.mail.retry-delay:1m}") Duration retryDelay) {
        this.database = database;
        this.sender = sender;
        this.pages = pages;
        this.metrics = metrics;
        this.clock = clock;
        this.retryDelay = retryDelay;
    }

    /** Sends one that was written, unless somebody else has taken it. */
    void send(long number) {
        take(number).ifPresent(this::send);
    }

    @Scheduled(fixedDelayString = "${upfront.mail.interval:5s}", initialDelayString = "${upfront.mail.interval:5s}")
    void sendDue() {
        try {
            Stream.generate(() -> take(null)).limit(IN_A_ROUND).takeWhile(Optional::isPresent).flatMap(Optional::stream).forEach(this::send);
        } catch (RuntimeException trouble) {
            log.warn("Mails could not be sent; the next round tries again: {}", trouble.getMessage());
        }
    }

    private Optional<Taken> take(@Nullable Long number) {
        return database.sql(TAKE).param("now", now()).param("number", number).param("delay", retryDelay.toMillis())
                .query((row, index) -> new Taken(row.getLong("number"), row.getString("recipient"), row.getString("title"), row.getString("text"),
                        row.getString("html"), row.getString("link")))
                .optional();
    }

    private void send(Taken mail) {
        try {
            deliver(mail);
            metrics.counter("upfront.mail", "outcome", "sent").increment();
            database.sql("update notification.mail set sent_at = :now, link = null, problem = null where number = :number")
                    .param("now", now()).param("number", mail.number()).update();
        } catch (MailException | MessagingException | UnsupportedEncodingException trouble) {
            metrics.counter("upfront.mail", "outcome", "failed").increment();
            log.warn("Mail {} was not sent and is tried again: {}", mail.number(), String.valueOf(trouble.getMessage()).replace(mail.recipient(), "the recipient"));
            database.sql("update notification.mail set problem = :problem where number = :number")
                    .param("problem", Optional.ofNullable(trouble.getMessage()).orElse(trouble.getClass().getSimpleName())).param("number", mail.number()).update();
        }
    }

    private void deliver(Taken mail) throws MessagingException, UnsupportedEncodingException {
        var letterhead = pages.letterhead();
        var message = new MimeMessageHelper(sender.createMimeMessage(), true, "UTF-8");
        message.setFrom(letterhead.from(), letterhead.practice());
        message.setTo(mail.recipient());
        message.setSubject(mail.title());
        var link = mail.link() == null ? "" : mail.link();
        message.setText(mail.text().replace("{link}", link), mail.html().replace("{link}", link));
        message.getMimeMessage().setHeader("Message-ID", "<upfront-mail-%d@%s>".formatted(mail.number(), domain(letterhead.from())));
        for (var attachment : attachments(mail.number())) {
            message.addAttachment(attachment.filename(), new ByteArrayResource(attachment.content()), attachment.contentType());
        }
        sender.send(message.getMimeMessage());
    }

    private List<Attachment> attachments(long mail) {
        return database.sql("select filename, content_type, content from notification.attachment where mail = :mail order by filename").param("mail", mail)
                .query((row, index) -> new Attachment(row.getString("filename"), row.getString("content_type"), row.getBytes("content"))).list();
    }

    private static String domain(String address) {
        return address.substring(address.indexOf('@') + 1);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
