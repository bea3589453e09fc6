package dev.upfront.onboarding;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The contracts that clients sign: Markdown with placeholders, in versions. */
@Service
@Transactional
public class Contracts {

    /** What a contract may mention, written {@code {{name}}}. */
    public static final SortedSet<String> PLACEHOLDERS = new TreeSet<>(List.of("practice", "client", "provider", "offering", "duration", "price", "deposit",
            "balance", "date", "place", "cancellationPolicy", "reference"));

    /** Who published a contract that came with the application. */
    public static final String APPLICATION = "the application";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Contracts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What keeps the current version of a contract from being signed where only these facts are known, in a sentence for whoever chooses it; empty when
     * nothing does. One that nobody has published yet is no problem: its flow waits for it.
     */
    @Transactional(readOnly = true)
    public Optional<String> whyNotSignable(String name, Set<String> facts, String what) {
        var missing = current(name).map(version -> ContractVersion.placeholders(version.markdown()).stream().filter(placeholder -> !facts.contains(placeholder)).toList()).orElse(List.of());
        return missing.isEmpty() ? Optional.empty() : Optional.of("The contract “%s” speaks of %s, which %s does not have: choose another one, or take it out of the contract."
                .formatted(current(name).orElseThrow().title(), missing.stream().map("{{%s}}"::formatted).collect(Collectors.joining(" and ")), what));
    }

    /** What is wrong with a contract's text, one sentence per problem; empty when it can be published. */
    public List<String> check(String name, String markdown) {
        var problems = new ArrayList<String>();
        if (!name.matches("[a-z0-9-]+")) {
            problems.add("Contract “%s”: a name is small letters, digits and hyphens".formatted(name));
        }
        if (markdown.isBlank()) {
            problems.add("Contract %s: it has no text".formatted(name));
        }
        ContractVersion.placeholders(markdown).stream().filter(placeholder -> !PLACEHOLDERS.contains(placeholder))
                .forEach(unknown -> problems.add("Contract %s: nobody knows what stands for {{%s}}. These can be used: %s".formatted(name, unknown, String.join(", ", PLACEHOLDERS))));
        return problems;
    }

    /**
     * Makes the text the current version of the contract; a text that already is the current version stays as it is.
     *
     * @throws IllegalArgumentException with the problems, when {@link #check} finds any
     */
    public ContractVersion publish(String name, String markdown, String by) {
        var text = markdown.replace("\r\n", "\n");
        var problems = check(name, text);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        var sha256 = Sha256.of(text);
        var current = current(name);
        if (current.isEmpty() || !current.get().sha256().equals(sha256)) {
            // Two instances that publish the same text at once make one version.
            jdbc.sql("insert into onboarding.contract (name, version, sha256, markdown, published_at, published_by) values (?, ?, ?, ?, ?, ?) on conflict do nothing")
                    .params(name, current.map(ContractVersion::version).orElse(0) + 1, sha256, text, Timestamp.from(clock.instant()), by).update();
        }
        return current(name).orElseThrow();
    }

    /** Publishes a contract that comes with the application, unless it is what the application published last. */
    void publishOwn(String name, String markdown) {
        var last = jdbc.sql("select sha256 from onboarding.contract where name = ? and published_by = ? order by version desc limit 1")
                .params(name, APPLICATION).query(String.class).optional();
        if (!last.equals(Optional.of(Sha256.of(markdown.replace("\r\n", "\n"))))) {
            publish(name, markdown, APPLICATION);
        }
    }

    public Optional<ContractVersion> current(String name) {
        return jdbc.sql("select * from onboarding.contract where name = ? order by version desc limit 1").param(name).query(Contracts::version).optional();
    }

    public ContractVersion version(String name, int version) {
        return jdbc.sql("select * from onboarding.contract where name = ? and version = ?").params(name, version).query(Contracts::version).single();
    }

    /** The current version of each contract, by name. */
    public List<ContractVersion> published() {
        return jdbc.sql("select distinct on (name) * from onboarding.contract order by name, version desc").query(Contracts::version).list();
    }

    private static ContractVersion version(ResultSet row, int number) throws SQLException {
        return new ContractVersion(row.getString("name"), row.getInt("version"), row.getString("sha256"), row.getString("markdown"),
                ContractVersion.title(row.getString("name"), row.getString("markdown")), row.getTimestamp("published_at").toInstant(), row.getString("published_by"));
    }
}
