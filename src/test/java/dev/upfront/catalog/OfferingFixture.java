package dev.upfront.catalog;

import dev.upfront.money.Money;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** Builds an offering for a test, which says only what matters to it; by default an hour for 120 EUR, paid in full. */
public final class OfferingFixture {

    private OfferingId id = OfferingId.next();
    private String slug = "coaching-60";
    private String name = "Coaching";
    private Duration duration = Duration.ofMinutes(60);
    private Money price = Money.of(120_00, "EUR");
    private Terms terms = Terms.full();
    private CancellationPolicy policy = new CancellationPolicy(Duration.ofHours(24), Duration.ofHours(24), 5000, 10_000);
    private List<String> forms = List.of();
    private List<String> contracts = List.of();
    private List<ProviderId> providers = List.of();
    private boolean active = true;
    private int version;

    private OfferingFixture() {
    }

    public static OfferingFixture anOffering() {
        return new OfferingFixture();
    }

    /** A changed copy of a saved one. */
    public static OfferingFixture from(Offering saved) {
        var copy = new OfferingFixture();
        copy.id = saved.id();
        copy.version = saved.version();
        return copy.slug(saved.slug()).named(saved.name()).lasting(saved.duration()).priced(saved.price(), saved.terms()).policy(saved.policy())
                .forms(saved.forms().toArray(String[]::new)).contracts(saved.contracts().toArray(String[]::new))
                .givenBy(saved.providers().toArray(ProviderId[]::new)).active(saved.active());
    }

    public static Provider aProvider(String name) {
        return new Provider(ProviderId.next(), name, name.toLowerCase() + "@example.org", ZoneId.of("Europe/Berlin"), true);
    }

    public OfferingFixture slug(String slug) {
        this.slug = slug;
        return this;
    }

    public OfferingFixture named(String name) {
        this.name = name;
        return this;
    }

    public OfferingFixture lasting(Duration duration) {
        this.duration = duration;
        return this;
    }

    public OfferingFixture priced(Money price, Terms terms) {
        this.price = price;
        this.terms = terms;
        return this;
    }

    public OfferingFixture policy(CancellationPolicy policy) {
        this.policy = policy;
        return this;
    }

    public OfferingFixture forms(String... forms) {
        this.forms = List.of(forms);
        return this;
    }

    public OfferingFixture contracts(String... contracts) {
        this.contracts = List.of(contracts);
        return this;
    }

    public OfferingFixture givenBy(ProviderId... providers) {
        this.providers = List.of(providers);
        return this;
    }

    public OfferingFixture active(boolean active) {
        this.active = active;
        return this;
    }

    public Offering build() {
        return new Offering(id, slug, name, "What it is", duration, price, terms, policy, forms, contracts, providers, "Video call", active, version);
    }
}
