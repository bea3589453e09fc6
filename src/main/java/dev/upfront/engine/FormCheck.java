package dev.upfront.engine;

import java.util.List;

/** What is wrong with a form that is about to be deployed; the room that renders forms knows. */
@FunctionalInterface
public interface FormCheck {
    /** @return a sentence per problem, none when it may be deployed */
    List<String> check(String json);
}
