package dev.upfront.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.upfront.UpfrontTest;
import dev.upfront.client.Clients;
import dev.upfront.money.Money;
import dev.upfront.packages.PackageFlow;
import dev.upfront.packages.PackageRequest;
import dev.upfront.packages.PackageSales;
import dev.upfront.payment.PaymentRequest;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Purpose;
import dev.upfront.payment.Subject;
import dev.upfront.sandbox.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

/** The script for a database that goes on with an empty engine; what it did is rolled back, because the other tests' engine is not empty. */
@UpfrontTest
@Transactional
class EngineLostTests {

    private final String[] script = Files.readString(Path.of("src/main/docker/engine-lost.sql")).replace("begin;", "").split("(?m)^commit;");

    @Autowired Bookings bookings;
    @Autowired BookingFlow flow;
    @Autowired Fixtures fixtures;
    @Autowired PackageSales sales;
    @Autowired PackageFlow packages;
    @Autowired Payments payments;
    @Autowired Clients clients;
    @Autowired JdbcClient jdbc;

    EngineLostTests() throws IOException {}

    @Test
    void unfinishedStepsAskAgainAndTheFlowsAreDeployedAnew() {
        var booking = bookings.request(fixtures.request(fixtures.offering().onSale(), Duration.ofDays(2))).id();
        flow.takeUp(booking, 1);
        jdbc.sql("update booking.booking set created_at = created_at - interval '2 minutes' where id = ?").params(booking.value()).update();
        jdbc.sql("insert into engine.deployment values ('lost.bpmn', repeat('0', 64), timestamptz '2026-03-02 08:00Z')").update();
        jdbc.sql("insert into engine.open_job values ('lost.wait', ?, 1, 1, timestamptz '2026-03-02 08:00Z')").params(booking.value()).update();
        assertThat(bookings.notTakenUp()).extracting(Booking::id).doesNotContain(booking);

        jdbc.sql(script[0]).update();

        assertThat(bookings.notTakenUp()).extracting(Booking::id).contains(booking);
        assertThat(jdbc.sql("select resource from engine.deployment where resource = 'lost.bpmn' union select job_type from engine.open_job where subject = ?")
                .params(booking.value()).query().listOfRows()).isEmpty();
    }

    @Test
    void whatIsTakenUpAnewAfterItsStepsWereDoneIsNotAskedForThemAgain() {
        var offering = fixtures.offering().forms("intake-coaching").contracts("coaching-agreement").onSale();
        var booking = bookings.request(fixtures.request(offering, Duration.ofDays(2)));
        assertThat(booking.formsToFill()).isEqualTo(offering.forms());
        assertThat(booking.contractsToSign()).isEqualTo(offering.contracts());
        flow.confirm(booking.id());
        assertThat(bookings.booking(booking.id())).satisfies(confirmed -> assertThat(confirmed.formsToFill()).isEmpty(), confirmed -> assertThat(confirmed.contractsToSign()).isEmpty());

        var offer = fixtures.packageOf(offering).id();
        jdbc.sql("update catalog.package_offer set contracts = '{coaching-agreement}' where id = ?").param(offer.value()).update();
        var sale = sales.request(new PackageRequest("lost", offer, "Mira Test", "mira@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK, "client"));
        assertThat(sale.contractsToSign()).containsExactly("coaching-agreement");
        packages.grant(sale.id());
        assertThat(sales.sale(sale.id()).contractsToSign()).isEmpty();
    }

    /** A reconciliation that goes on for hours asks again anyway. */
    @Test
    void whateverAFlowLeadsAsksAgain() {
        var led = jdbc.sql("select table_schema || '.' || table_name from information_schema.columns where column_name = 'taken_up_at' and table_schema <> 'reconciliation'")
                .query(String.class).list();

        assertThat(led).hasSizeGreaterThanOrEqualTo(4).allSatisfy(table -> assertThat(script[0]).contains("update " + table + " set taken_up_at = null, version = version + 1"));
    }

    @Test
    void whatNobodyCollectsAnyMoreIsListedWhateverItIsFor() {
        for (var purpose : Purpose.values()) {
            var owed = payment(purpose, UUID.randomUUID());
            assertThat(owedAndLost()).as("%s", purpose).contains(owed);
        }
        var held = bookings.request(fixtures.request(fixtures.offering().onSale(), Duration.ofDays(2))).id();
        assertThat(owedAndLost()).as("its booking asks again").doesNotContain(payment(Purpose.FULL_PRICE, held.value()));
    }

    private String payment(Purpose purpose, UUID subject) {
        var client = clients.register("Mira Test", UUID.randomUUID() + "@client.example", null, ZoneId.of("Europe/Berlin"), Locale.UK).id();
        var id = payments.request(new PaymentRequest(Subject.booking(subject, "UP-LOST"), client, purpose, Money.of(4_000, "EUR"), "Session", false));
        return payments.payment(id).reference();
    }

    private List<String> owedAndLost() {
        return jdbc.sql(script[1].strip().split(";")[0]).query((row, number) -> row.getString(1)).list();
    }

    @Test
    void whatIsLostCanBeListed() {
        for (var list : script[1].strip().split(";")) {
            assertThatCode(() -> jdbc.sql(list).query().listOfRows()).doesNotThrowAnyException();
        }
    }
}
