package dev.upfront.packages.process;

import dev.upfront.engine.AfterCommit;
import dev.upfront.engine.Processes;
import dev.upfront.packages.PackageCancelled;
import dev.upfront.packages.PackageSaleId;
import dev.upfront.packages.PackageSales;
import dev.upfront.packages.PackageSold;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What happens to packages by itself, told to their processes. */
@Component
class PackageProcess {

    private static final Logger log = LoggerFactory.getLogger(PackageProcess.class);

    private final Processes processes;
    private final PackageSales sales;

    PackageProcess(Processes processes, PackageSales sales) {
        this.processes = processes;
        this.sales = sales;
    }

    @AfterCommit
    void on(PackageSold sold) {
        start(sold.sale());
    }

    /** Kept until a process hears it: one that begins only now finds the sale ended. */
    @AfterCommit
    void on(PackageCancelled cancelled) {
        var happening = "packages.cancelled" + cancelled.sale();
        processes.tell("packages.cancelled", cancelled.sale().value(), UUID.nameUUIDFromBytes(happening.getBytes(StandardCharsets.UTF_8)), Map.of());
    }

    /** A start message meets nobody when its process is not deployed yet: whatever was not taken up asks again. */
    @Scheduled(fixedDelayString = "${upfront.packages.ask-again-interval:20s}")
    void askAgain() {
        for (var sale : sales.notTakenUp()) {
            log.atWarn().addKeyValue("packageRef", sale.reference()).log("Package {} was not taken up by a process within a minute: asking again. "
                    + "If this repeats, is the flow package deployed?", sale.reference());
            start(sale.id());
        }
    }

    private void start(PackageSaleId id) {
        processes.start("packages.sold", id.value(), Map.of("packageId", id.toString()));
    }
}
