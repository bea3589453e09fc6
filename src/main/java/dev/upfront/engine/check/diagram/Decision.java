package dev.upfront.engine.check.diagram;

import java.util.List;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** One decision of a DMN file, with the expressions it reads: input columns and output cells. */
public record Decision(String id, String name, List<String> reads) {

    static Decision read(Element decision) {
        var inputs = Xml.all(decision, "inputExpression").map(Decision::text);
        var outputs = Xml.all(decision, "outputEntry").map(Decision::text);
        return new Decision(decision.getAttribute("id"), decision.getAttribute("name"),
                Stream.concat(inputs, outputs).filter(text -> !text.isEmpty()).distinct().toList());
    }

    private static String text(Element element) {
        return Xml.child(element, "text").map(text -> text.getTextContent().strip()).orElse("");
    }
}
