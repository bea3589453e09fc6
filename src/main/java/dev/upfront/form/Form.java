package dev.upfront.form;

import java.util.List;
import java.util.stream.Stream;

/**
 * A form that can be shown: only known components, readable FEEL.
 *
 * @param title its first heading, which its text then leaves out, else its id in words
 * @param eachBooking whether it is asked again for each booking, see {@link FormReader#REPEAT}
 */
record Form(String id, String title, boolean eachBooking, List<Component> components) {

    /** Every component, groups before what they contain. */
    List<Component> all() {
        return flat(components).toList();
    }

    List<Component> questions() {
        return flat(components).filter(Component::asks).toList();
    }

    /** Whether what is shown depends on the answer to this question. */
    boolean steers(Component question) {
        return flat(components).anyMatch(other -> other.expressions().values().stream().anyMatch(expression -> expression.mentions(question.variable())));
    }

    private static Stream<Component> flat(List<Component> components) {
        return components.stream().flatMap(component -> Stream.concat(Stream.of(component), flat(component.children())));
    }
}
