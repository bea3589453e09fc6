package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import java.time.Instant;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Signatures, each with the page that proves it. */
@Component
@Order(5)
class ContractChapter implements Chapter {

    private final EvidenceChain evidence;

    ContractChapter(EvidenceChain evidence) {
        this.evidence = evidence;
    }

    @Override
    public String key() {
        return "contracts";
    }

    @Override
    public String word() {
        return "Contracts";
    }

    @Override
    public List<Happening> latest(Client client, Instant until, int limit, Wording words) {
        return evidence.ofClient(client.id(), until, limit).stream()
                .map(signed -> new Happening(signed.signedAt(), "done", "Signed “%s”".formatted(signed.title()), signed.signer(), "/evidence/" + signed.hash()))
                .toList();
    }
}
