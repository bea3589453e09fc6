package dev.upfront.engine.check.diagram;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import scala.Product;
import scala.Tuple2;

/** What a FEEL expression reads and does, told from its syntax tree by Camunda's own parser. */
public final class Feel {

    private static final FeelEngineApi PARSER = FeelEngineBuilder.forJava().build();
    private static final Set<String> ARITHMETIC = Set.of("Addition", "Subtraction", "Multiplication", "Division", "Exponentiation");

    private Feel() {}

    /** Why it is no FEEL; empty when it is. */
    public static Optional<String> error(String expression) {
        var parsed = PARSER.parseExpression(expression);
        return parsed.isSuccess() ? Optional.empty() : Optional.of(parsed.failure().message());
    }

    public static boolean calculates(String expression) {
        var found = new boolean[1];
        walk(expression, part -> found[0] |= ARITHMETIC.contains(part.productPrefix()), Set.of());
        return found[0];
    }

    /** The variables that it reads, without those it declares itself; nothing when it can't be parsed. Filters are not looked into. */
    public static Set<String> variables(String expression) {
        var read = new LinkedHashSet<String>();
        var own = new HashSet<String>();
        walk(expression, part -> {
            if (part.productPrefix().equals("Ref") && part.productElement(0) instanceof scala.collection.Seq<?> names) {
                read.add(names.head().toString());
            } else if (part instanceof Tuple2<?, ?> declared && declared._1() instanceof String name) {
                own.add(name);
            }
        }, Set.of("Filter"));
        read.removeAll(own);
        return read;
    }

    private static void walk(String expression, Consumer<Product> look, Set<String> onlyFirstPartOf) {
        var parsed = PARSER.parseExpression(expression);
        if (parsed.isSuccess()) {
            walk(parsed.parsedExpression().expression(), look, onlyFirstPartOf);
        }
    }

    private static void walk(Object part, Consumer<Product> look, Set<String> onlyFirstPartOf) {
        if (part instanceof scala.collection.Iterable<?> parts) {
            parts.iterator().foreach(each -> {
                walk(each, look, onlyFirstPartOf);
                return null;
            });
        } else if (part instanceof Product product) {
            look.accept(product);
            var parts = onlyFirstPartOf.contains(product.productPrefix()) ? 1 : product.productArity();
            for (var each = 0; each < parts; each++) {
                walk(product.productElement(each), look, onlyFirstPartOf);
            }
        }
    }
}
