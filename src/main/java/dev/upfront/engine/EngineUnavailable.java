package dev.upfront.engine;

/** The engine did not take a command in time. Nothing is lost: what asked for it stays stored and is sent again. */
public class EngineUnavailable extends Unavailable {
    EngineUnavailable(String what, Throwable cause) {
        super("The engine did not answer: " + what, cause);
    }
}
