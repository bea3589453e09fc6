package dev.upfront.engine.check.diagram;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.camunda.feel.api.FeelEngineApi;
import org.camunda.feel.api.FeelEngineBuilder;
import scala.Product;
import scala.Tuple2;

/**
 * What a FEEL expression reads and does, told from its syntax tree by Camunda's own parser.
 *
 * @param error why it is no FEEL; empty when it is
 * @param calculates whether it adds, subtracts, multiplies, divides or raises to a power
 * @param variables what it reads, without what it declares itself; the conditions of filters are not looked into
 */
public record Feel(Optional<String> error, boolean calculates, Set<String> variables) {

    private static final FeelEngineApi PARSER = FeelEngineBuilder.forJava().build();
    private static final Set<String> ARITHMETIC = Set.of("Addition", "Subtraction", "Multiplication", "Division", "Exponentiation");

    /** Reads an expression, without its leading {@code =}. */
    public static Feel read(String expression) {
        var parsed = PARSER.parseExpression(expression);
        if (parsed.isFailure()) {
            return new Feel(Optional.of(parsed.failure().message()), false, Set.of());
        }
        var tree = new Tree();
        tree.walk(parsed.parsedExpression().expression());
        tree.read.removeAll(tree.declared);
        return new Feel(Optional.empty(), tree.calculates, tree.read);
    }

    private static final class Tree {
        private final Set<String> read = new LinkedHashSet<>();
        private final Set<String> declared = new LinkedHashSet<>();
        private boolean calculates;

        private void walk(Object part) {
            if (part instanceof scala.collection.Iterable<?> parts) {
                parts.iterator().foreach(each -> {
                    walk(each);
                    return null;
                });
            } else if (part instanceof Product product) {
                look(product);
                var parts = product.productPrefix().equals("Filter") ? 1 : product.productArity();
                for (var each = 0; each < parts; each++) {
                    walk(product.productElement(each));
                }
            }
        }

        private void look(Product part) {
            calculates |= ARITHMETIC.contains(part.productPrefix());
            if (part.productPrefix().equals("Ref") && part.productElement(0) instanceof scala.collection.Seq<?> names) {
                read.add(names.head().toString());
            } else if (part instanceof Tuple2<?, ?> declaration && declaration._1() instanceof String name) {
                declared.add(name);
            }
        }
    }
}
