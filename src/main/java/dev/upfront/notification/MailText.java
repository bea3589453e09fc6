package dev.upfront.notification;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** The text part of a mail, line by line what its HTML part says. */
final class MailText {

    private MailText() {
    }

    static String of(Document page) {
        var text = new StringBuilder();
        page.body().select("h1, h2, p, li, tr").stream().filter(MailText::isShown).forEach(element -> append(text, element));
        return text.toString().strip() + "\n";
    }

    private static boolean isShown(Element element) {
        return element.closest("[data-html-only]") == null && !(element.is("tr") && element.selectFirst("p, h1, h2, li, table") != null);
    }

    private static void append(StringBuilder text, Element element) {
        var line = switch (element.normalName()) {
            case "tr" -> String.join(": ", element.select("th, td").eachText());
            case "li" -> "- " + element.text();
            default -> element.text();
        };
        var link = element.selectFirst("a[href]");
        if (link != null) {
            line += ":\n" + link.attr("href");
        }
        var inList = element.is("tr, li");
        if (!line.isBlank()) {
            text.append(inList || text.isEmpty() || text.toString().endsWith("\n\n") ? "" : "\n").append(line).append(inList ? "\n" : "\n\n");
        }
    }
}
