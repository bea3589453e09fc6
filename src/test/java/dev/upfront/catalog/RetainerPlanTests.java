package dev.upfront.catalog;

import static dev.upfront.catalog.OfferingFixture.aProvider;
import static dev.upfront.catalog.OfferingFixture.anOffering;
import static dev.upfront.catalog.RetainerPlanFixture.aPlan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upfront.money.Money;
import dev.upfront.sandbox.RoomTest;
import java.util.NoSuchElementException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.annotation.Transactional;

@RoomTest
@Transactional
class RetainerPlanTests {

    @Autowired RetainerPlans plans;
    @Autowired Catalog catalog;

    @Test
    void keepsAPlanWithEverythingItHas() {
        var offering = offering();
        var saved = plans.save(aPlan().costing(120_500, "KWD").every(Cadence.QUARTER).sessions(4, offering).rollOver(2, 3).noticeDays(14).minimumTerm(3)
                .setUpFee(Money.of(50_000, "KWD")).trialDays(7).pause(PausePolicy.MOVE_ANCHOR).change(ChangePolicy.AT_RENEWAL).instalments(6)
                .contracts("coaching-agreement", "auto-renewal").build());

        assertThat(plans.plan(saved.id())).isEqualTo(saved);
        assertThat(plans.plan(saved.id()).terms().rollOver()).isEqualTo(new RollOver(2, 3));
        assertThat(plans.plan(saved.id()).terms().offerings()).containsExactly(offering);
    }

    @Test
    void keepsAPlanWithoutWhatIsOptional() {
        var saved = plans.save(aPlan().build());

        assertThat(plans.plan(saved.id())).isEqualTo(saved);
        assertThat(plans.plan(saved.id()).terms().setUpFee()).isNull();
        assertThat(plans.plan(saved.id()).terms().instalments()).isNull();
        assertThat(plans.plan(saved.id()).terms().rollOver()).isEqualTo(RollOver.none());
    }

    @Test
    void sellsOnlyWhatIsActive() {
        plans.save(aPlan().slug("on-sale").build());
        plans.save(aPlan().slug("not-sold").active(false).build());

        assertThat(plans.onSale()).extracting(RetainerPlan::slug).containsExactly("on-sale");
        assertThat(plans.all()).hasSize(2);
        assertThat(plans.bySlug("on-sale")).isPresent();
        assertThat(plans.bySlug("not-sold")).isEmpty();
    }

    @Test
    void refusesAnAddressThatAnotherPlanHasAndAnUnknownOffering() {
        plans.save(aPlan().slug("monthly").build());

        assertThatIllegalArgumentException().isThrownBy(() -> plans.save(aPlan().slug("monthly").build()))
                .withMessage("Another retainer plan already has the address /retainers/monthly: choose another one.");
        assertThatIllegalArgumentException().isThrownBy(() -> plans.save(aPlan().sessions(1, OfferingId.next()).build())).withMessageContaining("does not exist");
    }

    @Test
    void refusesAChangeMadeFromAnOldReading() {
        var read = plans.save(aPlan().build());
        plans.save(new RetainerPlan(read.id(), read.slug(), "One's change", "", read.terms(), true, read.version()));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> plans.save(new RetainerPlan(read.id(), read.slug(), "Another's change", "", read.terms(), true, read.version())))
                .withMessageContaining("Somebody else changed this retainer plan meanwhile");
    }

    @Test
    void saysWhenThereIsNoSuchPlan() {
        Assertions.assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(() -> plans.plan(RetainerPlanId.next()));
    }

    @Test
    void refusesTermsThatCannotBe() {
        assertThatIllegalArgumentException().isThrownBy(() -> aPlan().costing(0, "EUR").build());
        assertThatIllegalArgumentException().isThrownBy(() -> aPlan().sessions(4).build()).withMessageContaining("Say what the sessions can be used for");
        assertThatIllegalArgumentException().isThrownBy(() -> aPlan().rollOver(2, 1).build()).withMessageContaining("nothing that could roll over");
        assertThatIllegalArgumentException().isThrownBy(() -> aPlan().setUpFee(Money.of(100, "USD")).build()).withMessageContaining("currency");
        assertThatIllegalArgumentException().isThrownBy(() -> aPlan().instalments(3).minimumTerm(4).build()).withMessageContaining("minimum term");
        assertThatIllegalArgumentException().isThrownBy(() -> new RollOver(3, 0)).withMessageContaining("how many periods");
        assertThatIllegalArgumentException().isThrownBy(() -> aPlan().slug("Monthly!").build()).withMessageContaining("small letters");
    }

    @Test
    void termsGiveAllOfOthersInTheSameRhythmWithAtLeastTheirSessionsForAtLeastTheirOfferingsAndNoEnd() {
        var coaching = OfferingId.next();
        var call = OfferingId.next();
        var two = aPlan().sessions(2, coaching).build().terms();

        assertThat(aPlan().sessions(2, coaching).build().terms().giveAllOf(two)).isTrue();
        assertThat(aPlan().sessions(3, coaching, call).costing(1_00, "EUR").build().terms().giveAllOf(two)).isTrue();
        assertThat(two.giveAllOf(aPlan().build().terms())).as("access without sessions gives none").isTrue();
        assertThat(aPlan().sessions(1, coaching).build().terms().giveAllOf(two)).isFalse();
        assertThat(aPlan().sessions(2, call).build().terms().giveAllOf(two)).isFalse();
        assertThat(aPlan().sessions(2, coaching).every(Cadence.QUARTER).build().terms().giveAllOf(two)).isFalse();
        assertThat(aPlan().sessions(2, coaching).instalments(3).build().terms().giveAllOf(two)).isFalse();
    }

    private OfferingId offering() {
        var provider = catalog.save(aProvider("Ada"));
        return catalog.save(anOffering().givenBy(provider.id()).build()).id();
    }
}
