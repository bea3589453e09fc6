package dev.upfront.year;

import static dev.upfront.year.Act.did;
import static dev.upfront.year.Act.nothing;

import dev.upfront.retainer.Cancellations;
import dev.upfront.retainer.Pauses;
import dev.upfront.retainer.PlanChangeQuote.When;
import dev.upfront.retainer.PlanChanges;
import dev.upfront.retainer.RetainerRequest;
import dev.upfront.retainer.RetainerStatus;
import java.time.Duration;
import java.util.Optional;

/** What clients do with retainers. */
final class RetainerActs {

    private RetainerActs() {}

    static final class Agree implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            if (!town.retainersOf(scene.person()).isEmpty()) {
                return nothing();
            }
            var plan = Town.any(town.offers.plans, scene.luck()).orElseThrow();
            var retainer = town.retainers.agree(new RetainerRequest(Town.requestKey(scene), scene.person().client().id(), plan.id(), "client"));
            return did("agrees to %s, %s", retainer.reference(), plan.slug());
        }
    }

    static final class Pause implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            return Town.any(town.retainersOf(scene.person()), scene.luck()).flatMap(retainer -> {
                var until = town.now().plus(Duration.ofDays(3 + scene.luck().nextInt(60)));
                town.world.get(Pauses.class).pause(retainer.id(), until, "client");
                return did("pauses %s until %s", retainer.reference(), until);
            });
        }
    }

    static final class Resume implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            return town.retainersOf(scene.person()).stream().filter(retainer -> retainer.status() == RetainerStatus.PAUSED).findFirst().flatMap(retainer -> {
                town.world.get(Pauses.class).resume(retainer.id(), "client");
                return did("resumes %s", retainer.reference());
            });
        }
    }

    /** To another plan: at once where that is possible, else at the renewal. */
    static final class ChangePlan implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            var changes = town.world.get(PlanChanges.class);
            var plan = Town.any(town.offers.plans, scene.luck()).orElseThrow();
            var when = scene.luck().nextInt(3) == 0 ? When.AT_RENEWAL : When.NOW;
            return Town.any(town.retainersOf(scene.person()), scene.luck()).flatMap(retainer -> {
                var quote = changes.preview(retainer.id(), plan.id(), when);
                changes.change(retainer.id(), quote, "client");
                return did("goes on with %s as %s, %s: due %s", retainer.reference(), plan.slug(), when, quote.due());
            });
        }
    }

    static final class Cancel implements Act {
        @Override
        public Optional<String> on(Scene scene) {
            var town = scene.town();
            var cancellations = town.world.get(Cancellations.class);
            return Town.any(town.retainersOf(scene.person()), scene.luck()).flatMap(retainer -> {
                var quote = cancellations.quote(retainer.id());
                cancellations.cancel(retainer.id(), quote, "client");
                return did("cancels %s, which ends at %s; still charged %s", retainer.reference(), quote.endsAt(), quote.stillCharged());
            });
        }
    }
}
