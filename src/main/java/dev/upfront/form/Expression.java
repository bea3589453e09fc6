package dev.upfront.form;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import org.camunda.feel.syntaxtree.ParsedExpression;
import org.jspecify.annotations.Nullable;

/**
 * A property of a component as the Modeler writes it: plain text, a FEEL expression ("=name"), or text with FEEL in double braces
 * ("Hello {{name}}"). FEEL that finds a variable missing gives null, as in Camunda's own forms.
 */
final class Expression {

    private static final FeelEngineApi FEEL = FeelEngineBuilder.forJava().build();
    private static final Pattern BRACES = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

    /** Either a constant or FEEL. */
    private record Piece(String source, @Nullable ParsedExpression feel) {}

    private final List<Piece> pieces;

    private Expression(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /** @throws IllegalArgumentException with a sentence, when the FEEL can't be read */
    static Expression of(String source) {
        if (source.startsWith("=")) {
            return new Expression(List.of(feel(source.substring(1))));
        }
        var pieces = new ArrayList<Piece>();
        var braces = BRACES.matcher(source);
        var end = 0;
        while (braces.find()) {
            pieces.add(new Piece(source.substring(end, braces.start()), null));
            pieces.add(feel(braces.group(1).strip()));
            end = braces.end();
        }
        pieces.add(new Piece(source.substring(end), null));
        return new Expression(pieces.stream().filter(piece -> piece.feel != null || !piece.source.isEmpty()).toList());
    }

    private static Piece feel(String source) {
        if (source.startsWith("#") || source.startsWith("/")) {
            throw new IllegalArgumentException("“{{%s}}” is a block; only single values may stand in double braces".formatted(source));
        }
        var parsed = FEEL.parseExpression(source);
        if (!parsed.isSuccess()) {
            throw new IllegalArgumentException("“%s” is not FEEL: %s".formatted(source, parsed.failure().message()));
        }
        return new Piece(source, parsed.parsedExpression());
    }

    /** The value of a single expression, else the text; null when there is none. Lists and contexts come as List and Map. */
    @Nullable Object value(Map<String, Object> variables) {
        if (pieces.size() == 1) {
            return value(pieces.getFirst(), variables);
        }
        var text = new StringBuilder();
        pieces.forEach(piece -> text.append(Objects.toString(value(piece, variables), "")));
        return text.toString();
    }

    String text(Map<String, Object> variables) {
        return Objects.toString(value(variables), "");
    }

    boolean isTrue(Map<String, Object> variables) {
        return Boolean.TRUE.equals(value(variables));
    }

    /** Whether the variable's name occurs in the FEEL. */
    boolean mentions(String variable) {
        var word = Pattern.compile("(?<![\\w.])" + Pattern.quote(variable) + "(?!\\w)");
        return pieces.stream().anyMatch(piece -> piece.feel != null && word.matcher(piece.source).find());
    }

    private static @Nullable Object value(Piece piece, Map<String, Object> variables) {
        if (piece.feel == null) {
            return piece.source;
        }
        var evaluated = FEEL.evaluate(piece.feel, variables);
        return evaluated.isSuccess() ? evaluated.result() : null;
    }
}
