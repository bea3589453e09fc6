package dev.upfront.engine;

/**
 * One sentence by which a process asks a room for one thing. Delivered at least once: performing it twice must have one effect.
 *
 * @param <C> a record whose components are the job's input variables by name; an input that is missing is null, and a component
 *     named {@code processInstanceKey} is the instance that asks
 */
@FunctionalInterface
public interface Work<C> {
    /** Throwing fails the job: it is tried again with back-off and then becomes an incident that shows the exception's message. */
    Outcome perform(C command) throws Exception;
}
