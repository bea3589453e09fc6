package dev.upfront.dispute.pack;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import dev.upfront.form.Markdown;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Calendar;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/** Draws an evidence pack as PDF. The same pack always gives the same bytes: nothing in them tells when they were drawn. */
@Component
public class PackPdf {

    /** Stripe takes files of at most 5 MB. */
    private static final int LARGEST = 5_000_000;
    /** For letters that the PDF standard fonts lack, as in the signed contracts. */
    private static final String FURTHER_LETTERS = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private static final Pattern TIME = Pattern.compile("\\d{2}:\\d{2}(–\\d{2}:\\d{2})?");

    private final ITemplateEngine templates;

    PackPdf(ITemplateEngine templates) {
        this.templates = templates;
    }

    public byte[] draw(EvidencePack pack) {
        var whole = pages(pack);
        return whole.length <= LARGEST ? whole : pages(pack.withoutContractTexts());
    }

    private byte[] pages(EvidencePack pack) {
        var html = templates.process("dispute/evidence-pack", new Context(Locale.ENGLISH, Map.of("pack", pack, "contractTexts", texts(pack))));
        var pdf = new ByteArrayOutputStream();
        try (var renderer = new PdfRendererBuilder()
                .useFont(() -> PackPdf.class.getResourceAsStream(FURTHER_LETTERS), "Further Letters", 400, FontStyle.NORMAL, true,
                        EnumSet.of(PdfRendererBuilder.FSFontUseCase.FALLBACK_FINAL))
                .withW3cDocument(new W3CDom().fromJsoup(keepTimesWhole(Jsoup.parse(html))), null)
                .useFastMode().toStream(pdf).buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            var document = renderer.getPdfDocument();
            var never = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
            never.setTimeInMillis(0);
            document.getDocumentInformation().setCreationDate(never);
            document.getDocumentInformation().setModificationDate(never);
            document.setDocumentId((long) pack.reference().hashCode());
            document.save(pdf);
        } catch (IOException problem) {
            throw new UncheckedIOException("The evidence could not be drawn", problem);
        }
        return pdf.toByteArray();
    }

    /** A line may end before or after a time, never in its middle: the renderer would break it at its colon. */
    private static Document keepTimesWhole(Document page) {
        page.body().select("*").forEach(element -> List.copyOf(element.textNodes()).forEach(text -> {
            if (TIME.matcher(text.getWholeText()).find()) {
                text.before(TIME.matcher(Entities.escape(text.getWholeText())).replaceAll("<span class=\"whole\">$0</span>"));
                text.remove();
            }
        }));
        return page;
    }

    private static List<String> texts(EvidencePack pack) {
        return pack.contracts().stream().map(contract -> Markdown.toSafeHtmlUnderHeading(contract.text())).toList();
    }
}
