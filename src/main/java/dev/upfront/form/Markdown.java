package dev.upfront.form;

import java.util.List;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document.OutputSettings;
import org.jsoup.safety.Safelist;

/** Markdown as staff write it in forms and contracts, made safe HTML: no scripts, styles or foreign frames survive. */
public final class Markdown {

    private static final List<TablesExtension> TABLES = List.of((TablesExtension) TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder().extensions(TABLES).build();
    private static final Safelist ALLOWED = Safelist.relaxed().removeTags("img").addTags("hr").addProtocols("a", "href", "tel")
            .addEnforcedAttribute("a", "rel", "noopener noreferrer");

    private Markdown() {}

    /** Well-formed XHTML fragments, as a PDF needs them and a browser accepts them. */
    public static String toSafeHtml(String markdown) {
        var html = RENDERER.render(PARSER.parse(markdown));
        return Jsoup.clean(html, "", ALLOWED, new OutputSettings().syntax(OutputSettings.Syntax.xml).prettyPrint(false));
    }

    /** The same with every heading one level lower, to stand under a page's own heading. */
    public static String toSafeHtmlUnderHeading(String markdown) {
        var lowered = toSafeHtml(markdown);
        for (var level = 5; level >= 1; level--) {
            lowered = lowered.replace("<h%d>".formatted(level), "<h%d>".formatted(level + 1)).replace("</h%d>".formatted(level), "</h%d>".formatted(level + 1));
        }
        return lowered;
    }

    /** The text with the characters escaped that Markdown or HTML would take for more than themselves; line breaks become spaces. */
    public static String escape(String text) {
        return text.strip().replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>#&|~!])", "\\\\$1");
    }
}
