package dev.upfront.crash;

import dev.upfront.sandbox.TestBrowser.Form;
import dev.upfront.sandbox.TestBrowser.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One booking, or one package or retainer, over HTTP from its request to its end, by a client who only ever loads the page and does what it asks for. */
final class Walk implements Runnable {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** A free time of a provider. */
    record Slot(UUID provider, Instant start) {
    }

    final Plan plan;
    final Instant began = Instant.now();
    private final Visitor visitor;
    private final World world;
    private volatile @Nullable String requestKey;
    private volatile @Nullable String problem;
    private volatile @Nullable Instant ended;
    private volatile String at = "nowhere";
    private final Set<String> shown = ConcurrentHashMap.newKeySet();

    Walk(Plan plan, IntSupplier ports, World world) {
        this.plan = plan;
        this.world = world;
        visitor = new Visitor(ports);
    }

    @Override
    public void run() {
        try {
            if (plan.repeats()) {
                new RepeatingWalk(this, visitor, world).walk();
            } else {
                walk(book());
            }
        } catch (Visitor.Unhealed | AssertionError wrong) {
            problem = wrong.getMessage();
        } catch (RuntimeException wrong) {
            problem = wrong.toString();
        } finally {
            ended = Instant.now();
            if (problem != null) {
                System.out.printf("%s PROBLEM of a client (%s, request %s): %s%n", ended, plan, requestKey, problem);
            }
        }
    }

    /** What the client would complain about; null when everything went well. */
    @Nullable String problem() {
        return problem;
    }

    /** The key of its request, by which the booking is found; null before it was sent. */
    @Nullable String requestKey() {
        return requestKey;
    }

    /** The price that it was shown last, in the words of the button; an answer that never came may belong to an earlier one. */
    void shown(String button) {
        shown.add(button);
    }

    Set<String> shown() {
        return shown;
    }

    void stands(String heading) {
        at = heading;
    }

    int reloads() {
        return visitor.reloads();
    }

    boolean hasEnded() {
        return ended != null;
    }

    /** The heading of the page where the client stands. */
    String at() {
        return at;
    }

    boolean wasUnderWayAt(Instant moment) {
        var end = ended;
        return !began.isAfter(moment) && (end == null || !end.isBefore(moment));
    }

    private String book() {
        return book(plan.slug, form -> {
            requestKey = form.fields().get("requestKey");
            return withDetails(form);
        });
    }

    /** Asks for one of them: a package or a retainer, whose request key it keeps. @return the path of its page */
    String ask(String address) {
        var blank = visitor.open(address).form("/" + plan.slug);
        requestKey = blank.fields().get("requestKey");
        var asked = visitor.submit(withDetails(blank)).address().getPath();
        if (!asked.startsWith("/s/")) {
            throw new Visitor.Unhealed("could not ask for " + address);
        }
        return asked;
    }

    /** Everybody is somebody else: who has signed a contract is not asked again. */
    Form withDetails(Form blank) {
        return blank.with("name", "Mira Test").with("mail", "mira-%s@client.example".formatted(requestKey)).with("agreed", "yes");
    }

    /** @return the path of the booking's page */
    String book(String slug, UnaryOperator<Form> filledIn) {
        for (var tries = 0; tries < 5; tries++) {
            var slot = world.offers.slot(plan);
            var details = visitor.open("/book/%s/details?start=%s&provider=%s".formatted(slug, slot.start(), slot.provider()));
            if (details.status() != 200) {
                continue; // the time has passed while everything was down
            }
            var booked = visitor.submit(filledIn.apply(details.form(slug)));
            if (booked.address().getPath().startsWith("/s/")) {
                return booked.address().getPath();
            }
        }
        throw new Visitor.Unhealed("could not book");
    }

    private void walk(String path) {
        var until = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(until)) {
            var page = visitor.open(path);
            if (page.status() != 200) {
                throw new Visitor.Unhealed("the booking's page answers %d %s".formatted(page.status(), page.heading()));
            }
            at = page.heading();
            if (isOver(page)) {
                return;
            }
            act(page, path);
        }
        throw new Visitor.Unhealed("still at “%s” after %d minutes".formatted(at, PATIENCE.toMinutes()));
    }

    private boolean isOver(Page page) {
        return switch (plan) {
            case CANCELLED_AND_REFUNDED -> at.equals("This booking is cancelled") && page.html().text().contains("goes back");
            case DELIVERED_AND_COLLECTED -> at.startsWith("Thank you");
            case BOOKED -> at.equals("Your session is confirmed");
            default -> throw new IllegalStateException("%s is walked elsewhere".formatted(plan));
        };
    }

    private void act(Page page, String path) {
        if (has(page, "/form/")) {
            visitor.send(form(page, "/form/").with("answer.before", "no").with("answer.topics", "decision")
                    .with("answer.goal", "I want to decide whether to change my work.").with("answer.notTherapy", "true"));
        } else if (has(page, "/contract/")) {
            visitor.send(form(page, "/contract/").with("name", "Mira Test").with("consent", "true"));
        } else if (at.startsWith("Pay ")) {
            visitor.pay(page.form("/pay"));
        } else if (at.startsWith("Your session is confirmed") && plan == Plan.CANCELLED_AND_REFUNDED) {
            var asked = visitor.open(path + "/cancel");
            if (asked.heading().startsWith("Cancel")) {
                visitor.send(asked.form("/cancel"));
            }
        } else {
            Visitor.pause();
        }
    }

    private static boolean has(Page page, String part) {
        return !page.html().select("main form[method=post][action*=" + part + "]").isEmpty();
    }

    private static Form form(Page page, String part) {
        var action = page.html().select("main form[method=post][action*=" + part + "]").first().attr("action");
        return page.form(action.substring(action.lastIndexOf('/')));
    }
}
