package dev.upfront.onboarding;

import dev.upfront.client.ClientId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Version;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Table;

/**
 * One form or contract that a client is asked for.
 *
 * @param subject what it is asked for: the booking's id
 * @param name the form's id or the contract's name
 * @param documentVersion the form's or contract's version, fixed when the step was planned
 * @param position 0, 1, … in the order of asking
 */
@Table(schema = "onboarding", name = "step")
public record Step(@Id StepId id, @Column("subject_id") UUID subject, @Column("client_id") ClientId client, Kind kind, String name, String title,
                   int documentVersion, int position, Status status, @Version @Nullable Integer version) {

    public enum Kind { FORM, CONTRACT }

    /** PLANNED until the process reaches it, OPEN while the client is asked, then DONE, or CLOSED when it is no longer wanted. */
    public enum Status {
        PLANNED, OPEN, DONE, CLOSED;

        public boolean isOver() {
            return this == DONE || this == CLOSED;
        }
    }

    static Step planned(UUID subject, ClientId client, Kind kind, String name, String title, int documentVersion, int position) {
        return new Step(StepId.next(), subject, client, kind, name, title, documentVersion, position, Status.PLANNED, null);
    }

    /** A step that is already open, done or closed stays as it is. */
    Step open() {
        return status == Status.PLANNED ? with(Status.OPEN) : this;
    }

    Step done() {
        return switch (status) {
            case OPEN -> with(Status.DONE);
            case DONE -> this;
            case PLANNED, CLOSED -> throw new IllegalStateException("Step %s is %s: it can't be done".formatted(id, status));
        };
    }

    /** What the client has done stays done. */
    Step close() {
        return status == Status.DONE ? this : with(Status.CLOSED);
    }

    private Step with(Status next) {
        return new Step(id, subject, client, kind, name, title, documentVersion, position, next, version);
    }
}
