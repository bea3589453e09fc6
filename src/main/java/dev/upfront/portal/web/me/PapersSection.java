package dev.upfront.portal.web.me;

import dev.upfront.onboarding.EvidenceChain;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The contracts that the client signed, to keep. */
@Component
@Order(50)
class PapersSection implements Section {

    record Paper(String address, String title, String signedOn) {}

    record View(List<Paper> papers) {}

    private final EvidenceChain evidence;

    PapersSection(EvidenceChain evidence) {
        this.evidence = evidence;
    }

    @Override
    public Drawn draw(SignedIn who) {
        return new Drawn(Place.BESIDE, "portal/me/papers", new View(evidence.signedBy(who.client().id()).stream()
                .map(paper -> new Paper("/me/papers/%s.pdf".formatted(paper.step()), paper.title(), who.reader().dateWithYear(paper.signedAt()))).toList()));
    }
}
