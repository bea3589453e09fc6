package dev.upfront.packages.process;

import static dev.upfront.engine.Outcome.done;

import dev.upfront.engine.JobWorkers;
import dev.upfront.engine.Outcome;
import dev.upfront.engine.Workers;
import dev.upfront.packages.Notice;
import dev.upfront.packages.PackageFlow;
import dev.upfront.packages.PackageFlow.Collection;
import dev.upfront.packages.PackageFlow.Review;
import dev.upfront.packages.PackageSale;
import dev.upfront.packages.PackageSaleId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the package process asks for. */
@Component
class PackageWorkers implements JobWorkers {

    record TakeUp(UUID packageId, long processInstanceKey) {}

    record Ask(UUID packageId) {
        PackageSaleId id() {
            return new PackageSaleId(packageId);
        }
    }

    record Notify(UUID packageId, Notice notice) {}

    private final PackageFlow flow;

    PackageWorkers(PackageFlow flow) {
        this.flow = flow;
    }

    @Override
    public void register(Workers workers) {
        workers.sends("packages.sold", "packageId")
                .sends("packages.cancelled")
                .on("packages.takeUp", TakeUp.class, ask -> done(route(flow.takeUp(new PackageSaleId(ask.packageId()), ask.processInstanceKey()))))
                .on("packages.requestPayment", Ask.class, ask -> done(collect(flow.requestPayment(ask.id()))))
                .on("packages.grantCredits", Ask.class, ask -> quietly(() -> flow.grant(ask.id())))
                .on("packages.reviewCredits", Ask.class, ask -> done(facts(flow.review(ask.id()))))
                .on("packages.notifyClient", Notify.class, ask -> quietly(() -> flow.notify(new PackageSaleId(ask.packageId()), ask.notice())))
                .on("packages.expireCredits", Ask.class, ask -> quietly(() -> flow.expire(ask.id())))
                .on("packages.lapse", Ask.class, ask -> quietly(() -> flow.lapse(ask.id())))
                .on("packages.settleCancellation", Ask.class, ask -> quietly(() -> flow.settleCancellation(ask.id())));
    }

    private static Outcome quietly(Runnable work) {
        work.run();
        return done();
    }

    private static Map<String, ?> route(PackageSale sale) {
        return Map.of("packageRef", sale.reference(), "clientId", sale.client().toString(), "stillWanted", !sale.status().ended(),
                "payUntil", sale.payUntil().toString(), "forms", List.of(), "contracts", sale.contractsToSign());
    }

    private static Map<String, ?> collect(Collection collection) {
        return Map.of("paymentId", collection.payment().toString(), "paymentDeadline", collection.deadline().toString(), "reminderCycle", collection.reminders(),
                "tooLateToPayAt", collection.tooLateAt().toString());
    }

    private static Map<String, ?> facts(Review review) {
        return Map.of("packageState", review.state().name(), "creditsLeft", review.creditsLeft(), "creditsBought", review.creditsBought(),
                "daysLeft", review.daysLeft(), "lookAgainAt", review.lookAgainAt().toString());
    }
}
