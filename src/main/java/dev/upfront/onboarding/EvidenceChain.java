package dev.upfront.onboarding;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The evidence of all signatures of this installation, each record chained to the one before by its hash. */
@Service
public class EvidenceChain {

    /**
     * What verifying found.
     *
     * @param checked how many records were read
     * @param broken the first record that is not as it was written; null when all are
     */
    public record Verification(long checked, @Nullable Broken broken) {
        public boolean intact() {
            return broken == null;
        }
    }

    public record Broken(long sequence, String hash, String reason) {}

    /** A signed contract to keep. */
    public record SignedCopy(String filename, byte[] pdf) {}

    /** Computes every hash of the chain again. */
    public Verification verify() {
        throw new UnsupportedOperationException();
    }

    public Optional<Evidence> byHash(String hash) {
        throw new UnsupportedOperationException();
    }

    public List<Evidence> of(UUID subject) {
        throw new UnsupportedOperationException();
    }

    public Optional<SignedCopy> signedCopy(StepId step) {
        throw new UnsupportedOperationException();
    }
}
