package dev.upfront.onboarding;

import dev.upfront.client.ClientId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The evidence of all signatures of this installation in one chain: each record holds the hash of the one before, so that a record that was
 * altered, removed or slipped in later is found by computing the hashes again. The last records could be cut off unseen by the chain alone;
 * their hashes stand in the signed copies that clients have.
 */
@Service
@Transactional
public class EvidenceChain {

    /**
     * What verifying found.
     *
     * @param checked how many records are as they were written, counted from the first
     * @param broken the first record that is not; null when all are
     */
    public record Verification(long checked, @Nullable Broken broken) {
        public boolean intact() {
            return broken == null;
        }
    }

    /** @param reason a sentence that begins in the middle: "it was changed after it was written" */
    public record Broken(long sequence, String hash, String reason) {}

    /** A signed contract to keep. */
    public record SignedCopy(String filename, byte[] pdf) {}

    /** A contract that a client has signed; its {@link #signedCopy} is found by the step. */
    public record SignedPaper(StepId step, String title, Instant signedAt) {}

    private final JdbcClient jdbc;
    private final ContractPdf pages;

    EvidenceChain(JdbcClient jdbc, ContractPdf pages) {
        this.jdbc = jdbc;
        this.pages = pages;
    }

    /** Adds the record at the end of the chain; its sequence and hashes are set here. */
    Evidence append(Evidence signed) {
        // Writers wait for each other until they commit, so that the chain has one end; readers don't.
        jdbc.sql("lock table onboarding.evidence in exclusive mode").update();
        var last = jdbc.sql("select * from onboarding.evidence order by sequence desc limit 1").query(EvidenceChain::evidence).optional();
        var next = new Evidence(last.map(Evidence::sequence).orElse(0L) + 1, "", last.map(Evidence::hash).orElse(Evidence.FIRST), signed.step(), signed.subject(),
                signed.client(), signed.contract(), signed.contractVersion(), signed.title(), signed.text(), signed.textSha256(), signed.consent(), signed.signer(),
                signed.drawn(), signed.signedAt(), signed.address(), signed.userAgent(), signed.mail(), signed.mailVerifiedAt()).hashed();
        jdbc.sql("""
                insert into onboarding.evidence (sequence, hash, previous_hash, step_id, subject_id, client_id, contract, contract_version, title, text,
                    text_sha256, consent, signer, drawn, signed_at, address, user_agent, mail, mail_verified_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(next.sequence(), next.hash(), next.previousHash(), next.step().value(), next.subject(), next.client().value(), next.contract(),
                        next.contractVersion(), next.title(), next.text(), next.textSha256(), next.consent(), next.signer(), next.drawn(),
                        Timestamp.from(next.signedAt()), next.address(), next.userAgent(), next.mail(),
                        next.mailVerifiedAt() == null ? null : Timestamp.from(next.mailVerifiedAt()))
                .update();
        return next;
    }

    /** Computes every hash of the chain again and stops at the first record that is not as it was written. */
    @Transactional(readOnly = true)
    public Verification verify() {
        var checked = 0L;
        var previous = Evidence.FIRST;
        try (var records = jdbc.sql("select * from onboarding.evidence order by sequence").withFetchSize(100).query(EvidenceChain::evidence).stream()) {
            for (var record : (Iterable<Evidence>) records::iterator) {
                var reason = record.broken(checked + 1, previous);
                if (reason != null) {
                    return new Verification(checked, new Broken(record.sequence(), record.hash(), reason));
                }
                previous = record.hash();
                checked++;
            }
        }
        return new Verification(checked, null);
    }

    @Transactional(readOnly = true)
    public Optional<Evidence> byHash(String hash) {
        return jdbc.sql("select * from onboarding.evidence where hash = ?").param(hash).query(EvidenceChain::evidence).optional();
    }

    @Transactional(readOnly = true)
    public List<Evidence> of(UUID subject) {
        return jdbc.sql("select * from onboarding.evidence where subject_id = ? order by sequence").param(subject).query(EvidenceChain::evidence).list();
    }

    /** What a client has signed, latest first. */
    @Transactional(readOnly = true)
    public List<SignedPaper> signedBy(ClientId client) {
        return jdbc.sql("select step_id, title, signed_at from onboarding.evidence where client_id = ? order by sequence desc").param(client.value())
                .query((row, number) -> new SignedPaper(new StepId(row.getObject("step_id", UUID.class)), row.getString("title"), row.getTimestamp("signed_at").toInstant())).list();
    }

    /** What a client signed until that instant, latest first. */
    @Transactional(readOnly = true)
    public List<Evidence> ofClient(ClientId client, Instant until, int limit) {
        return jdbc.sql("select * from onboarding.evidence where client_id = ? and signed_at <= ? order by signed_at desc, sequence desc limit ?")
                .params(client.value(), Timestamp.from(until), limit).query(EvidenceChain::evidence).list();
    }

    /** The contract as it was signed, with the evidence, as PDF; empty while the step is not signed. */
    @Transactional(readOnly = true)
    public Optional<SignedCopy> signedCopy(StepId step) {
        return jdbc.sql("select * from onboarding.evidence where step_id = ?").param(step.value()).query(EvidenceChain::evidence).optional()
                .map(evidence -> new SignedCopy("%s-%d.pdf".formatted(evidence.contract(), evidence.sequence()), pages.of(evidence)));
    }

    /** Whether the client has signed exactly this text before, for whichever booking. */
    boolean signed(ClientId client, String textSha256) {
        return jdbc.sql("select exists (select from onboarding.evidence where client_id = ? and text_sha256 = ?)").params(client.value(), textSha256)
                .query(Boolean.class).single();
    }

    private static Evidence evidence(ResultSet row, int number) throws SQLException {
        return new Evidence(row.getLong("sequence"), row.getString("hash"), row.getString("previous_hash"), new StepId(row.getObject("step_id", UUID.class)),
                row.getObject("subject_id", UUID.class), new ClientId(row.getObject("client_id", UUID.class)), row.getString("contract"),
                row.getInt("contract_version"), row.getString("title"), row.getString("text"), row.getString("text_sha256"), row.getString("consent"),
                row.getString("signer"), row.getBytes("drawn"), row.getTimestamp("signed_at").toInstant(), row.getString("address"),
                row.getString("user_agent"), row.getString("mail"), instant(row.getTimestamp("mail_verified_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
