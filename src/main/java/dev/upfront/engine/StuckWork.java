package dev.upfront.engine;

/** Work that can't go on until somebody acts. Its message becomes an incident's: what, for which reference, why, what to do. */
public class StuckWork extends RuntimeException {
    public StuckWork(String what, String reference, String why, String whatToDo) {
        this(what, reference, why, whatToDo, null);
    }

    public StuckWork(String what, String reference, String why, String whatToDo, Throwable cause) {
        super("%s for %s did not work: %s. What to do: %s".formatted(what, reference, why, whatToDo), cause);
    }
}
