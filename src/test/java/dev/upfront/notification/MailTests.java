package dev.upfront.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

@RoomTest
@TestInstance(Lifecycle.PER_METHOD)
@TestPropertySource(properties = "upfront.mail.interval=1h")
class MailTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class MailServer {
        @Bean(initMethod = "start", destroyMethod = "stop")
        GreenMail mailServer() throws IOException {
            // A port of its own, which a server that was stopped takes again.
            try (var free = new ServerSocket(0)) {
                return new GreenMail(new ServerSetup(free.getLocalPort(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            }
        }

        @Bean
        DynamicPropertyRegistrar mailAddress(GreenMail server) {
            return settings -> {
                settings.add("spring.mail.host", () -> "127.0.0.1");
                settings.add("spring.mail.port", () -> server.getSmtp().getServerSetup().getPort());
            };
        }

        @Bean
        Letterheads letterhead() {
            return new Letterheads();
        }
    }

    /** Asked for while a mail is sent. */
    static class Letterheads implements Supplier<Letterhead> {

        Runnable meanwhile = () -> { };

        @Override
        public Letterhead get() {
            meanwhile.run();
            return new Letterhead("Lumen Coaching", "hello@lumen.example", "#2f6f5e", "#ffffff");
        }
    }

    private final UUID subject = UUID.randomUUID();
    private final String recipient = subject + "@client.example";

    @Autowired Mails mails;
    @Autowired MailDispatcher dispatcher;
    @Autowired Letterheads letterheads;
    @Autowired GreenMail server;
    @Autowired JdbcClient database;
    @Autowired MovableClock clock;
    @Autowired TransactionTemplate transaction;

    @Test
    void aMailGoesOutRightAfterTheCommitWithItsLink() throws Exception {
        assertThat(mails.send(mail("https://upfront.example/s/secret"))).isTrue();

        var received = awaitReceived(1).getFirst();
        assertThat(received.getSubject()).isEqualTo("Your session");
        assertThat(received.getFrom()[0].toString()).isEqualTo("Lumen Coaching <hello@lumen.example>");
        assertThat(GreenMailUtil.getBody(received)).contains("go on: https://upfront.example/s/secret");
        await().untilAsserted(() -> assertThat(mails.about(subject)).singleElement().satisfies(sent -> assertThat(sent.sentAt()).isNotNull()));
        assertThat(database.sql("select link from notification.mail where subject = :subject").param("subject", subject).query().singleRow().get("link"))
                .as("the link is forgotten once it is sent").isNull();
    }

    @Test
    void theSameMailIsWrittenAndSentOnce() {
        assertThat(mails.send(mail(null))).isTrue();
        assertThat(mails.send(mail(null))).isFalse();
        awaitReceived(1);
        dispatcher.sendDue();

        assertThat(received()).hasSize(1);
        assertThat(mails.wrote("booking.confirmation", subject, "")).isTrue();
    }

    @Test
    void aMailOfATransactionThatFailsIsNeverSent() {
        transaction.executeWithoutResult(status -> {
            mails.send(mail(null));
            status.setRollbackOnly();
        });
        dispatcher.sendDue();

        assertThat(received()).isEmpty();
        assertThat(mails.wrote("booking.confirmation", subject, "")).isFalse();
    }

    @Test
    void aMailThatCouldNotBeSentIsTriedAgainUnderTheSameMessageId() throws Exception {
        server.stop();
        mails.send(mail("https://upfront.example/s/secret"));
        await().untilAsserted(() -> assertThat(mails.about(subject)).singleElement().satisfies(sent -> assertThat(sent.problem()).isNotNull()));
        var number = database.sql("select number from notification.mail where subject = :subject").param("subject", subject).query(Long.class).single();
        server.start();

        dispatcher.sendDue();
        assertThat(received()).as("not before its gap").isEmpty();
        clock.advance(Duration.ofMinutes(2));
        dispatcher.sendDue();

        assertThat(awaitReceived(1).getFirst().getMessageID()).isEqualTo("<upfront-mail-" + number + "@lumen.example>");
        assertThat(mails.about(subject)).singleElement().satisfies(sent -> assertThat(sent.problem()).isNull());
    }

    @Test
    void mailsThatWaitForASlowServerAreNotSentByAnotherInstanceToo() throws Exception {
        server.stop();
        Stream.of("1", "2", "3").forEach(number -> mails.send(mail(number, null)));
        await().untilAsserted(() -> assertThat(mails.about(subject)).hasSize(3).allSatisfy(sent -> assertThat(sent.problem()).isNotNull()));
        server.start();
        clock.advance(Duration.ofMinutes(2));
        var before = received().size();

        letterheads.meanwhile = () -> {
            var again = letterheads.meanwhile;
            letterheads.meanwhile = () -> { };
            clock.advance(Duration.ofSeconds(90)); // so long the server takes for one; the next try is two minutes after a mail was taken
            dispatcher.sendDue(); // by another instance
            letterheads.meanwhile = again;
        };
        dispatcher.sendDue();
        letterheads.meanwhile = () -> { };

        assertThat(mails.about(subject)).allSatisfy(sent -> assertThat(sent.sentAt()).isNotNull());
        assertThat(received()).hasSize(before + 3);
    }

    @Test
    void filesGoWithAMail() throws Exception {
        mails.send(new Mail("booking.confirmation", subject, "", recipient, "Your session", "text", "<p>text</p>", null,
                List.of(new Attachment("session.ics", "text/calendar", "BEGIN:VCALENDAR".getBytes(StandardCharsets.UTF_8)))));

        assertThat(GreenMailUtil.getWholeMessage(awaitReceived(1).getFirst())).contains("session.ics");
    }

    @Test
    void theTextPartSaysWhatTheHtmlPartSays() {
        mails.send(new Letter("notification.example", subject, "", recipient, Locale.UK, "https://upfront.example/s/secret", Map.of("amount", "£40.00"),
                List.of()));

        var text = database.sql("select text from notification.mail where subject = :subject").param("subject", subject).query(String.class).single();
        assertThat(text).isEqualTo("""
                £40.00 is due

                Please pay.

                Due: £40.00
                For: Coaching

                Pay £40.00:
                {link}
                """);
    }

    private Mail mail(String link) {
        return mail("", link);
    }

    private Mail mail(String discriminator, String link) {
        return new Mail("booking.confirmation", subject, discriminator, recipient, "Your session", "go on: {link}", "<a href=\"{link}\">go on</a>", link, List.of());
    }

    private List<MimeMessage> awaitReceived(int count) {
        await().until(() -> received().size() == count);
        return received();
    }

    private List<MimeMessage> received() {
        return Stream.of(server.getReceivedMessages()).filter(message -> GreenMailUtil.getWholeMessage(message).contains(recipient)).toList();
    }
}
