package dev.upfront.form;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What a client answered to one version of a form, for people to read. */
public record Answer(UUID step, UUID subject, UUID client, String formId, int formVersion, String title, Instant submittedAt, List<Line> lines) {

    /** @param answer as people read it: options by their label, yes or no, several choices separated by commas */
    public record Line(String question, String answer) {}
}
