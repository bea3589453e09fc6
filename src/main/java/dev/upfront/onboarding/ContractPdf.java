package dev.upfront.onboarding;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FSFontUseCase;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import dev.upfront.form.Markdown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Draws a signed contract as PDF: the text, the signature, and a page of evidence. */
@Component
class ContractPdf {

    /**
     * PDFBox carries this font (SIL Open Font License). It draws Latin, Greek and Cyrillic letters that the PDF standard fonts lack;
     * scripts beyond these come out as "#" in the PDF, while text and evidence keep them exactly.
     */
    private static final String FURTHER_LETTERS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private final ITemplateEngine templates;
    private final URI baseAddress;

    ContractPdf(ITemplateEngine templates, @Value("${upfront.base-address}") URI baseAddress) {
        this.templates = templates;
        this.baseAddress = baseAddress;
    }

    byte[] of(Evidence evidence) {
        var html = templates.process("onboarding/signed-contract", new Context(Locale.ENGLISH, Map.of(
                "evidence", evidence,
                "verifyAddress", baseAddress + "/evidence/" + evidence.hash(),
                "text", Markdown.toSafeHtml(evidence.text()),
                "signedAt", TIME.format(evidence.signedAt()),
                "mailVerifiedAt", evidence.mailVerifiedAt() == null ? "" : TIME.format(evidence.mailVerifiedAt()),
                "drawn", evidence.drawn() == null ? "" : "data:image/png;base64," + Base64.getEncoder().encodeToString(evidence.drawn()))));
        var pdf = new ByteArrayOutputStream();
        try {
            new PdfRendererBuilder()
                    .useFont(() -> ContractPdf.class.getResourceAsStream(FURTHER_LETTERS), "Further Letters", 400, FontStyle.NORMAL, true, EnumSet.of(FSFontUseCase.FALLBACK_FINAL))
                    .withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html)), null)
                    .useFastMode()
                    .toStream(pdf)
                    .run();
        } catch (IOException problem) {
            throw new UncheckedIOException("The signed contract could not be drawn", problem);
        }
        return pdf.toByteArray();
    }
}
