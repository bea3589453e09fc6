package dev.upfront.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upfront.client.Channel;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.client.Links;
import dev.upfront.sandbox.RoomTest;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@RoomTest
@Transactional
class EvidenceChainTests {

    @Autowired
    Onboarding onboarding;
    @Autowired
    Contracts contracts;
    @Autowired
    Clients clients;
    @Autowired
    Links links;
    @Autowired
    EvidenceChain chain;
    @Autowired
    JdbcClient jdbc;

    private ClientId client;

    @BeforeEach
    void aClient() {
        client = clients.register("Zoë Łukasz", "zoe@example.org", null, ZoneId.of("Europe/Berlin"), Locale.ENGLISH).id();
    }

    @Test
    void holdsTheWholeEvidence() {
        links.open(links.issue(client, StepId.next().value(), Channel.MAIL));
        var step = sign("one", drawing());

        assertThat(chain.of(step.subject())).singleElement().satisfies(evidence -> {
            assertThat(evidence.text()).isEqualTo("# Terms one\n\nBetween Süd and Zoë Łukasz.");
            assertThat(evidence.textSha256()).isEqualTo(Sha256.of(evidence.text()));
            assertThat(evidence.consent()).isEqualTo(Signing.CONSENT);
            assertThat(evidence.signer()).isEqualTo("Zoë Łukasz");
            assertThat(evidence.drawn()).isNotNull();
            assertThat(evidence.address()).isEqualTo("192.0.2.7");
            assertThat(evidence.userAgent()).isEqualTo("Browser/1.0");
            assertThat(evidence.mailVerifiedAt()).isNotNull();
            assertThat(evidence.hash()).isEqualTo(Sha256.of(evidence.canonical()));
            assertThat(chain.byHash(evidence.hash())).isPresent();
        });
    }

    @Test
    void chainsEachRecordToTheOneBefore() {
        var first = chain.of(sign("one", null).subject()).getFirst();
        var second = chain.of(sign("two", drawing()).subject()).getFirst();

        assertThat(first.previousHash()).isEqualTo(Evidence.FIRST);
        assertThat(second.previousHash()).isEqualTo(first.hash());
        assertThat(chain.verify()).isEqualTo(new EvidenceChain.Verification(2, null));
    }

    @Test
    void refusesToChangeOrDeleteEvidence() {
        sign("one", null);
        for (var change : List.of("update onboarding.evidence set signer = 'Eve'", "delete from onboarding.evidence", "truncate onboarding.evidence")) {
            jdbc.sql("savepoint before").update();
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
            jdbc.sql("rollback to savepoint before").update();
        }
    }

    @Test
    void findsARecordThatWasAlteredBehindTheApplicationsBack() {
        for (var change : List.of("signer = 'Eve'", "address = '::1'", "drawn = '\\x00'", "mail_verified_at = timestamptz '2020-01-01'",
                "signed_at = signed_at + interval '1 millisecond'")) {
            assertThat(brokenAfter("update onboarding.evidence set %s where sequence = 2".formatted(change))).as(change).isEqualTo(2);
        }
    }

    @Test
    void findsAnAlteredTextEvenWithItsFingerprint() {
        assertThat(brokenAfter("update onboarding.evidence set text = 'Free for ever' where sequence = 2")).isEqualTo(2);
        assertThat(brokenAfter("update onboarding.evidence set text = 'Free', text_sha256 = '%s' where sequence = 2".formatted(Sha256.of("Free")))).isEqualTo(2);
    }

    @Test
    void findsARemovedRecordAndARewrittenOne() {
        assertThat(brokenAfter("delete from onboarding.evidence where sequence = 2")).isEqualTo(3);
        assertThat(brokenAfter("update onboarding.evidence set hash = '%s' where sequence = 2".formatted("f".repeat(64)))).isEqualTo(2);
    }

    @Test
    void givesTheSignedCopyAsPdf() throws Exception {
        var step = sign("one", drawing());
        var copy = chain.signedCopy(step.id()).orElseThrow();
        var evidence = chain.of(step.subject()).getFirst();

        assertThat(copy.filename()).isEqualTo("terms-one-1.pdf");
        try (var pdf = Loader.loadPDF(copy.pdf())) {
            var text = new PDFTextStripper().getText(pdf);
            assertThat(text).contains("Terms one", "Between Süd and Zoë Łukasz.", "Evidence of the signature", evidence.hash(), "192.0.2.7", "/evidence/");
            assertThat(pdf.getNumberOfPages()).isEqualTo(2);
        }
        assertThat(chain.signedCopy(StepId.next())).isEmpty();
    }

    private long brokenAfter(String change) {
        jdbc.sql("savepoint before").update();
        if (chain.verify().checked() == 0) {
            List.of("one", "two", "three").forEach(name -> sign(name, drawing()));
        }
        jdbc.sql("set local session_replication_role = replica").update();
        jdbc.sql(change).update();
        var verification = chain.verify();
        jdbc.sql("rollback to savepoint before").update();
        jdbc.sql("set local session_replication_role = origin").update();
        return verification.broken() == null ? 0 : verification.broken().sequence();
    }

    private Step sign(String name, String drawn) {
        contracts.publish("terms-" + name, "# Terms " + name + "\n\nBetween {{practice}} and {{client}}.", "staff");
        var booking = StepId.next().value();
        onboarding.describe(booking, Map.of("practice", "Süd"));
        var step = onboarding.plan(booking, client, List.of(), List.of("terms-" + name)).getFirst();
        onboarding.open(step.id());
        assertThat(onboarding.sign(step.id(), new Signature("Zoë Łukasz", drawn, true, null, "192.0.2.7", "Browser/1.0"))).isInstanceOf(Submission.Done.class);
        return step;
    }

    private static String drawing() {
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(300, 80, BufferedImage.TYPE_INT_RGB), "png", png);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
