package dev.upfront.onboarding;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** The contracts that clients sign: Markdown with placeholders, in versions. */
@Service
public class Contracts {

    /** What a contract may mention, written {@code {{name}}}. */
    public static final Set<String> PLACEHOLDERS = Set.of("practice", "client", "provider", "offering", "duration", "price", "deposit", "balance",
            "date", "place", "cancellationPolicy", "reference");

    /** What is wrong with a contract's text, one sentence per problem; empty when it can be published. */
    public List<String> check(String name, String markdown) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the text the current version of the contract; a text that already is the current version stays as it is.
     *
     * @throws IllegalArgumentException with the problems, when {@link #check} finds any
     */
    public ContractVersion publish(String name, String markdown, String by) {
        throw new UnsupportedOperationException();
    }

    public Optional<ContractVersion> current(String name) {
        throw new UnsupportedOperationException();
    }

    /** The current version of each contract, by name. */
    public List<ContractVersion> published() {
        throw new UnsupportedOperationException();
    }
}
