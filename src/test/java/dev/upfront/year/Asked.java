package dev.upfront.year;

import dev.upfront.client.ClientId;
import dev.upfront.onboarding.Onboarding;
import dev.upfront.onboarding.Signature;
import dev.upfront.onboarding.Step;
import dev.upfront.onboarding.StepId;
import dev.upfront.payment.CheckoutPage;
import dev.upfront.payment.PaymentId;
import dev.upfront.sandbox.stripe.CheckoutResult;
import dev.upfront.sandbox.stripe.CheckoutResult.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** What the flows ask of clients: forms, signatures, payments. Most do what they are asked; some leave it, some pay with a card that is declined first. */
final class Asked {

    private static final URI RETURN = URI.create("http://localhost/s/year/paid");
    private static final String GOOD = "4242424242424242";
    private static final List<String> DECLINED = List.of("4000000000000002", "4000000000009995", "4000000000009987", "4000000000000119");
    private static final String ALWAYS_ASKS = "4000002760003184";
    private static final String REFUNDS_FAIL = "4000000000005126";
    private static final String DISPUTED = "4000000000002685";
    private static final Map<String, List<String>> ANSWERS = Map.of("answer.before", List.of("no"), "answer.topics", List.of("decision"),
            "answer.goal", List.of("To decide without waiting."), "answer.notTherapy", List.of("true"));

    private record Open(UUID id, ClientId client) {
    }

    private final Town town;
    private final Onboarding onboarding;
    private final Trace trace;

    Asked(Town town, Trace trace) {
        this.town = town;
        this.trace = trace;
        onboarding = town.world.get(Onboarding.class);
    }

    /** Everybody looks at what they are asked. @return whether anybody did anything */
    boolean look(Function<Person, RandomGenerator> luck) {
        var done = false;
        for (var step : open("select id, client_id from onboarding.step where status = 'OPEN' order by client_id, position, id")) {
            done |= complete(town.person(step.client), onboarding.step(new StepId(step.id)), luck.apply(town.person(step.client)));
        }
        for (var payment : open("""
                select p.id, p.client from payment.payment p join engine.open_job j on j.subject = p.id and j.job_type = 'payment.payOnline' where p.status = 'OWED'
                order by p.client, p.created_at, p.amount_minor""")) {
            done |= pay(town.person(payment.client), new PaymentId(payment.id), luck.apply(town.person(payment.client)));
        }
        return done;
    }

    private List<Open> open(String sql) {
        return town.world.database().sql(sql).query((row, number) -> new Open(row.getObject(1, UUID.class), new ClientId(row.getObject(2, UUID.class)))).list();
    }

    private boolean complete(Person person, Step step, RandomGenerator luck) {
        if (luck.nextInt(12) == 0) {
            return false;
        }
        switch (step.kind()) {
            case FORM -> onboarding.submitForm(step.id(), ANSWERS, null);
            case CONTRACT -> onboarding.sign(step.id(), new Signature(person.client().name(), null, true, onboarding.contract(step.id()).textSha256(), "192.0.2.1", "A browser"));
        }
        trace.did(town.now(), person.toString(), "completes " + step.name());
        return true;
    }

    private boolean pay(Person person, PaymentId id, RandomGenerator luck) {
        var mood = luck.nextInt(100);
        if (mood < 12 || town.stripe().switches().isDown()) {
            return false; // not today
        }
        try {
            if (!(town.payments.openCheckout(id, RETURN) instanceof CheckoutPage.Ready page)) {
                return false;
            }
            var session = page.address().toString().substring(page.address().toString().lastIndexOf('/') + 1);
            if (mood < 17) {
                trace.did(town.now(), person.toString(), "looks at the pay page of " + town.payments.payment(id).reference());
                return false;
            }
            var outcome = pay(session, mood, person, luck);
            trace.did(town.now(), person.toString(), "pays %s: %s".formatted(town.payments.payment(id).reference(), outcome));
            if (luck.nextBoolean()) {
                town.payments.returnFromCheckout(session);
            }
            return true;
        } catch (RuntimeException refused) {
            trace.did(town.now(), person.toString(), "can't pay %s: %s".formatted(town.payments.payment(id).reference(), Year.sentence(refused)));
            return false;
        }
    }

    private Outcome pay(String session, int mood, Person person, RandomGenerator luck) {
        if (mood < 27) {
            var declined = with(session, DECLINED.get(luck.nextInt(DECLINED.size())));
            return luck.nextInt(3) == 0 ? declined.outcome() : with(session, GOOD).outcome();
        }
        if (mood < 32) {
            return with(session, ALWAYS_ASKS).outcome() == Outcome.NEEDS_AUTHENTICATION ? town.stripe().authenticateCheckout(session, luck.nextInt(4) > 0).outcome() : Outcome.CLOSED;
        }
        if (mood < 34) {
            return with(session, REFUNDS_FAIL).outcome();
        }
        if (mood < 35) {
            return with(session, DISPUTED).outcome();
        }
        return with(session, person.card()).outcome();
    }

    private CheckoutResult with(String session, String card) {
        return town.stripe().payCheckout(session, card);
    }
}
