package dev.upfront.crash;

import dev.upfront.sandbox.TestBrowser.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The way of a client whose money repeats: a package that is used and renewed, a retainer that renews, is changed, or whose card fails. */
final class RepeatingWalk {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private final Walk walk;
    private final Visitor visitor;
    private final World world;

    RepeatingWalk(Walk walk, Visitor visitor, World world) {
        this.walk = walk;
        this.visitor = visitor;
        this.world = world;
    }

    void walk() {
        if (walk.plan.isPackage()) {
            packageSale();
        } else {
            retainer();
        }
    }

    private void packageSale() {
        var path = walk.ask("/packages/" + walk.plan.slug);
        payUntil(path, RepeatingWalk::canRenew);
        var session = walk.book("counselled", blank -> walk.withDetails(blank).with("payWith", "credit"));
        payUntil(session, page -> walk.plan == Plan.PACKAGE_BOOKED ? page.heading().equals("Your session is confirmed") : page.heading().startsWith("Thank you"));
        var renewal = visitor.submit(payUntil(path, RepeatingWalk::canRenew).form("/renew")).address().getPath();
        payUntil(renewal, RepeatingWalk::canRenew);
    }

    private static boolean canRenew(Page page) {
        return leadsTo(page, "/renew");
    }

    private void retainer() {
        var path = walk.ask("/retainers/" + walk.plan.slug);
        payUntil(path, RepeatingWalk::runs);
        if (walk.plan == Plan.PLAN_CHANGED) {
            changePlan(path);
        } else {
            if (walk.plan.isDunned()) {
                world.calendars.cardGoesBad(key());
            }
            world.calendars.renew(key());
            if (walk.plan.isDunned()) {
                until(() -> world.calendars.isToldOfDecline(key())); // who is quicker than the mail gets none
            }
        }
        switch (walk.plan) {
            case CARD_REPLACED -> replaceCard(path);
            case DEBT_PAID -> payUntil(path, page -> secondIsPaid());
            default -> until(this::secondIsPaid);
        }
        payUntil(path, RepeatingWalk::runs);
    }

    private void changePlan(String path) {
        until(() -> {
            var page = visitor.open(path + "/retainer/plan/more?when=NOW");
            if (leadsTo(page, "/plan/more")) {
                var form = page.form("/plan/more");
                walk.shown(page.html().select("form[action$=/plan/more] button[type=submit]").text());
                visitor.send(form);
            }
            return changed(path);
        });
    }

    /** The page says so at once, before the difference is paid. */
    private boolean changed(String path) {
        return secondIsPaid() || !leadsTo(visitor.open(path + "/retainer/plan/more?when=NOW"), "/plan/more");
    }

    private void replaceCard(String path) {
        until(() -> {
            if (secondIsPaid()) {
                return true;
            }
            var page = visitor.open(path + "/retainer/card");
            if (leadsTo(page, "/retainer/card")) {
                visitor.pay(page.form("/retainer/card"));
            }
            return secondIsPaid();
        });
    }

    private boolean secondIsPaid() {
        return world.calendars.paidPeriods(key()) == 2;
    }

    private static boolean runs(Page page) {
        return !page.html().select("a[href$=/retainer/plan]").isEmpty() && !leadsTo(page, "/pay");
    }

    /** Loads the page and pays what it asks for until it is so far. */
    private Page payUntil(String path, Predicate<Page> soFar) {
        var reached = new Page[1];
        until(() -> {
            var page = visitor.open(path);
            if (page.status() != 200) {
                throw new Visitor.Unhealed("its page answers %d %s".formatted(page.status(), page.heading()));
            }
            walk.stands(page.heading());
            reached[0] = page;
            if (soFar.test(page)) {
                return true;
            }
            if (leadsTo(page, "/pay")) {
                visitor.pay(page.form("/pay").with("renews", "yes"));
            }
            return false;
        });
        return reached[0];
    }

    private void until(BooleanSupplier soFar) {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            if (soFar.getAsBoolean()) {
                return;
            }
            Visitor.pause();
        }
        throw new Visitor.Unhealed("still at “%s” after %d minutes".formatted(walk.at(), PATIENCE.toMinutes()));
    }

    private String key() {
        return Objects.requireNonNull(walk.requestKey());
    }

    private static boolean leadsTo(Page page, String ending) {
        return !page.html().select("form[method=post][action$=" + ending + "]").isEmpty();
    }
}
