package dev.upfront.catalog;

import dev.upfront.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds a retainer plan for a test, which says only what matters to it; by default EUR 300.00 a month for access without sessions. */
public final class RetainerPlanFixture {

    private final RetainerPlanId id = RetainerPlanId.next();
    private String slug = "plan-" + id;
    private Money amount = Money.of(300_00, "EUR");
    private Cadence cadence = Cadence.MONTH;
    private int sessions;
    private List<OfferingId> offerings = List.of();
    private RollOver rollOver = RollOver.none();
    private int noticeDays;
    private int minimumTerm;
    private @Nullable Money setUpFee;
    private int trialDays;
    private PausePolicy pausePolicy = PausePolicy.KEEP_ANCHOR;
    private ChangePolicy changePolicy = ChangePolicy.NOW;
    private @Nullable Integer instalments;
    private List<String> contracts = List.of();
    private boolean active = true;

    private RetainerPlanFixture() {
    }

    public static RetainerPlanFixture aPlan() {
        return new RetainerPlanFixture();
    }

    public RetainerPlanFixture slug(String slug) {
        this.slug = slug;
        return this;
    }

    public RetainerPlanFixture costing(long minor, String currency) {
        this.amount = Money.of(minor, currency);
        return this;
    }

    public RetainerPlanFixture every(Cadence cadence) {
        this.cadence = cadence;
        return this;
    }

    public RetainerPlanFixture sessions(int sessions, OfferingId... offerings) {
        this.sessions = sessions;
        this.offerings = List.of(offerings);
        return this;
    }

    public RetainerPlanFixture rollOver(@Nullable Integer atMost, int periods) {
        this.rollOver = new RollOver(atMost, periods);
        return this;
    }

    public RetainerPlanFixture noticeDays(int days) {
        this.noticeDays = days;
        return this;
    }

    public RetainerPlanFixture minimumTerm(int periods) {
        this.minimumTerm = periods;
        return this;
    }

    public RetainerPlanFixture setUpFee(Money fee) {
        this.setUpFee = fee;
        return this;
    }

    public RetainerPlanFixture trialDays(int days) {
        this.trialDays = days;
        return this;
    }

    public RetainerPlanFixture pause(PausePolicy policy) {
        this.pausePolicy = policy;
        return this;
    }

    public RetainerPlanFixture change(ChangePolicy policy) {
        this.changePolicy = policy;
        return this;
    }

    public RetainerPlanFixture instalments(int number) {
        this.instalments = number;
        return this;
    }

    public RetainerPlanFixture contracts(String... names) {
        this.contracts = List.of(names);
        return this;
    }

    public RetainerPlanFixture active(boolean active) {
        this.active = active;
        return this;
    }

    public RetainerPlan build() {
        var terms = new RetainerTerms(amount, cadence, sessions, offerings.stream().map(OfferingId::value).toList(), rollOver, noticeDays, minimumTerm, setUpFee, trialDays, pausePolicy,
                changePolicy, instalments, contracts);
        return new RetainerPlan(id, slug, "Coaching every month", "What it is", terms, active);
    }
}
