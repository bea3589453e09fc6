package dev.upfront.catalog;

import static dev.upfront.catalog.OfferingFixture.anOffering;
import static dev.upfront.catalog.OfferingFixture.aProvider;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.money.Money;
import dev.upfront.sandbox.RoomTest;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@RoomTest
@Transactional
class CatalogTests {

    @Autowired
    Catalog catalog;

    @Test
    void startsWithABlankPractice() {
        var practice = catalog.practice();

        assertThat(practice.name()).isEqualTo("Your practice");
        assertThat(practice.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(practice.currency()).isEqualTo(Currency.getInstance("EUR"));
    }

    @Test
    void keepsWhatThePracticeIs() {
        var practice = new Practice("Praxis Süd", ZoneId.of("Europe/Berlin"), Currency.getInstance("KWD"), "#a1B2c3", "hallo@example.org", Locale.GERMANY);

        catalog.save(practice);

        assertThat(catalog.practice()).isEqualTo(practice);
    }

    @Test
    void keepsAnOfferingWithEverythingItHas() {
        var ada = catalog.save(aProvider("Ada"));
        var bo = catalog.save(aProvider("Bo"));
        var saved = catalog.save(anOffering()
                .named("Coaching").priced(Money.of(120_000, "KWD"), Terms.deposit(Money.of(40_500, "KWD")))
                .policy(new CancellationPolicy(Duration.ofHours(24), Duration.ofMinutes(90), 5000, 10_000))
                .forms("intake-coaching", "a-second-form").contracts("coaching-agreement").givenBy(bo.id(), ada.id()).build());

        assertThat(catalog.offering(saved.id())).isEqualTo(saved);
        assertThat(saved.providers()).containsExactly(bo.id(), ada.id());
        assertThat(saved.version()).isPositive();
    }

    @Test
    void keepsTermsWithoutADepositAndWithAShare() {
        var ada = catalog.save(aProvider("Ada"));
        var free = catalog.save(anOffering().slug("free").priced(Money.of(0, "JPY"), Terms.free()).givenBy(ada.id()).build());
        var share = catalog.save(anOffering().slug("share").priced(Money.of(9_000, "JPY"), Terms.depositShare(2500)).givenBy(ada.id()).build());

        assertThat(catalog.offering(free.id()).terms()).isEqualTo(Terms.free());
        assertThat(catalog.offering(share.id()).terms()).isEqualTo(Terms.depositShare(2500));
    }

    @Test
    void changesAnOffering() {
        var ada = catalog.save(aProvider("Ada"));
        var first = catalog.save(anOffering().slug("talk").givenBy(ada.id()).build());

        catalog.save(OfferingFixture.from(first).named("Long talk").forms("f1").build());

        assertThat(catalog.offering(first.id()).name()).isEqualTo("Long talk");
        assertThat(catalog.offering(first.id()).forms()).containsExactly("f1");
    }

    @Test
    void refusesAChangeMadeFromAnOldReading() {
        var ada = catalog.save(aProvider("Ada"));
        var read = catalog.save(anOffering().givenBy(ada.id()).build());
        catalog.save(OfferingFixture.from(read).named("One's change").build());

        assertThatIllegalArgumentException().isThrownBy(() -> catalog.save(OfferingFixture.from(read).named("Another's change").build()))
                .withMessageContaining("Somebody else changed this offering meanwhile");
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.save(new Provider(ada.id(), "Ada again", ada.mail(), ada.zone(), true, 7)))
                .withMessageContaining("Somebody else changed this provider meanwhile");
    }

    @Test
    void refusesAnAddressThatAnotherOfferingHas() {
        var ada = catalog.save(aProvider("Ada"));
        catalog.save(anOffering().slug("talk").givenBy(ada.id()).build());

        assertThatIllegalArgumentException().isThrownBy(() -> catalog.save(anOffering().slug("talk").givenBy(ada.id()).build()))
                .withMessage("Another offering already has the address /book/talk: choose another one.");
    }

    @Test
    void refusesAnUnknownProvider() {
        assertThatIllegalArgumentException().isThrownBy(() -> catalog.save(anOffering().givenBy(ProviderId.next()).build()))
                .withMessageContaining("does not exist");
    }

    @Test
    void sellsOnlyWhatIsActiveAndGivenByAnActiveProvider() {
        var ada = catalog.save(aProvider("Ada"));
        var gone = catalog.save(new Provider(ProviderId.next(), "Gone", "gone@example.org", ZoneId.of("UTC"), false));
        catalog.save(anOffering().slug("by-both").givenBy(gone.id(), ada.id()).build());
        catalog.save(anOffering().slug("by-gone").givenBy(gone.id()).build());
        catalog.save(anOffering().slug("not-sold").givenBy(ada.id()).active(false).build());

        assertThat(catalog.offeringsOnSale()).extracting(Offering::slug).containsExactly("by-both");
        assertThat(catalog.offeringBySlug("by-both").orElseThrow().providers()).isEqualTo(List.of(ada.id()));
        assertThat(catalog.offeringBySlug("by-gone")).isEmpty();
        assertThat(catalog.offeringBySlug("not-sold")).isEmpty();
        assertThat(catalog.offeringBySlug("never-was")).isEmpty();
        assertThat(catalog.offerings()).hasSize(3);
    }

    @Test
    void saysWhenThereIsNoSuchThing() {
        Assertions.assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> catalog.offering(OfferingId.next()));
        Assertions.assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> catalog.provider(ProviderId.next()));
    }
}
