package dev.upfront.dispute;

import dev.upfront.dispute.pack.EvidencePack;
import dev.upfront.dispute.pack.PackPdf;
import dev.upfront.dispute.pack.Papers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The evidence of disputes, assembled once each and kept with its hash. The same facts always make the same pages. */
@Repository
class Packs {

    private final JdbcClient database;
    private final Papers papers;
    private final PackPdf pdf;
    private final JsonMapper json;
    private final InstantSource clock;

    Packs(JdbcClient database, Papers papers, PackPdf pdf, JsonMapper json, InstantSource clock) {
        this.database = database;
        this.papers = papers;
        this.pdf = pdf;
        this.json = json;
        this.clock = clock;
    }

    /** A pack as it was assembled: what it says, and its pages. */
    record Kept(EvidencePack facts, byte[] pdf, String sha256, Instant assembledAt) {
    }

    /** @return whether it was not assembled before */
    boolean assemble(Dispute dispute) {
        if (find(dispute.id()).isPresent()) {
            return false;
        }
        var now = clock.instant();
        var facts = papers.gather(new Papers.Case(dispute.reference(), dispute.stripeDispute(), dispute.payment(), dispute.client(), dispute.subject(), dispute.amount(),
                DisputeReason.words(dispute.reason()), dispute.openedAt()), now);
        var drawn = pdf.draw(facts);
        return database.sql("insert into dispute.pack (dispute, facts, pdf, sha256, assembled_at) values (?, cast(? as jsonb), ?, ?, ?) on conflict (dispute) do nothing")
                .params(dispute.id().value(), json.writeValueAsString(facts), drawn, sha256(drawn), Timestamp.from(now)).update() == 1;
    }

    Optional<Kept> find(DisputeId id) {
        return database.sql("select facts, pdf, sha256, assembled_at from dispute.pack where dispute = ?").param(id.value())
                .query((row, number) -> new Kept(json.readValue(row.getString("facts"), EvidencePack.class), row.getBytes("pdf"), row.getString("sha256"),
                        row.getTimestamp("assembled_at").toInstant())).optional();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
