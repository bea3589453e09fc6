package dev.upfront.dunning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentRequest;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.Subject;
import dev.upfront.catalog.Catalog;
import dev.upfront.client.Clients;
import dev.upfront.sandbox.Sandbox;
import dev.upfront.sandbox.SandboxMail;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UpfrontTest
class DunningDigestTests {

    @Autowired Catalog catalog;
    @Autowired DunningDigest digest;
    @Autowired DunningFlow flow;
    @Autowired Payments payments;
    @Autowired Clients clients;
    @Autowired Sandbox sandbox;

    @Test
    void allDebtsAreOneMailADayOverAnyNumberOfInstances() throws Exception {
        var debt = payments.payment(aDebt());
        advanceTo(LocalTime.of(8, 30));

        List<Callable<Void>> instances = java.util.Collections.nCopies(6, () -> {
            digest.write();
            return null;
        });
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var written : threads.invokeAll(instances)) {
                written.get();
            }
        }
        digest.write();
        awaitMails(debt.reference(), 1);

        advanceTo(LocalTime.of(7, 59));
        digest.write();
        assertThat(mails(debt.reference())).as("not before its time").hasSize(1);
        advanceTo(LocalTime.of(8, 1));
        digest.write();
        awaitMails(debt.reference(), 2);
        assertThat(mails(debt.reference()).getFirst().text()).contains("€80.00", "no card is on file", debt.reference());
    }

    private void awaitMails(String reference, int count) {
        Awaitility.await().untilAsserted(() -> assertThat(mails(reference)).hasSize(count));
    }

    private List<SandboxMail> mails(String reference) {
        return SandboxMail.all(sandbox.mail()).stream().filter(mail -> mail.title().contains("open:") && mail.text().contains(reference)).toList();
    }

    /** The next time that the practice's clocks show that. */
    private void advanceTo(LocalTime time) {
        var now = sandbox.clock().instant().atZone(practice());
        var next = now.with(time).isAfter(now) ? now.with(time) : now.plusDays(1).with(time);
        sandbox.advance(Duration.between(now, next));
    }

    private PaymentId aDebt() {
        var client = clients.register("Mira Test", UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
        var booking = UUID.randomUUID();
        var payment = payments.request(new PaymentRequest(Subject.booking(booking, "UP-" + booking.toString().substring(0, 6)), client, Purpose.BALANCE, Money.of(8_000, "EUR"),
                "Coaching session", true));
        flow.look(payment, 1);
        return payment;
    }

    private ZoneId practice() {
        return catalog.practice().zone();
    }
}
