package dev.upfront.engine;

/** A room's workers: the jobs by which a process asks the room for one thing each. Every room with jobs has one such bean. */
public interface JobWorkers {
    void register(Workers workers);
}
