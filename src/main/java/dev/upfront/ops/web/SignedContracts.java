package dev.upfront.ops.web;

import dev.upfront.onboarding.EvidenceChain;
import dev.upfront.onboarding.StepId;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** The contracts signed for a booking or a package, as PDF. */
@Component
public class SignedContracts {

    private final EvidenceChain evidence;

    SignedContracts(EvidenceChain evidence) {
        this.evidence = evidence;
    }

    /** @throws NoSuchElementException when nothing was signed there for that subject */
    public ResponseEntity<byte[]> copy(UUID subject, UUID step) {
        var copy = evidence.of(subject).stream().filter(signed -> signed.step().value().equals(step)).findFirst()
                .flatMap(signed -> evidence.signedCopy(new StepId(step)))
                .orElseThrow(() -> new NoSuchElementException("Nothing was signed here"));
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.inline().filename(copy.filename()).build().toString())
                .body(copy.pdf());
    }
}
