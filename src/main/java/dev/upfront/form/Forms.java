package dev.upfront.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door of the form room: published forms, their pages, and what was answered. */
@Service
public class Forms {

    /** Names of answers begin with it, so that they never meet the page's other fields. */
    public static final String PREFIX = "answer.";

    /** What is wrong with a form, one sentence per problem naming the component; empty when it can be published. */
    public List<String> check(String json) {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes the form the current version of its id; a form whose content is already the current version stays as it is.
     *
     * @throws IllegalArgumentException with the problems, when {@link #check} finds any
     */
    public FormVersion publish(String json, String by) {
        throw new UnsupportedOperationException();
    }

    public Optional<FormVersion> current(String formId) {
        throw new UnsupportedOperationException();
    }

    /** The current version of each form, by id. */
    public List<FormVersion> published() {
        throw new UnsupportedOperationException();
    }

    /** The form as it is first shown, with its defaults. */
    public FormView blank(String formId, int version, Map<String, ?> variables) {
        throw new UnsupportedOperationException();
    }

    /** The form drawn again for what was typed so far, refusing nothing yet. */
    public FormView preview(String formId, int version, Map<String, ?> variables, Map<String, List<String>> typed) {
        throw new UnsupportedOperationException();
    }

    /**
     * Checks and keeps the answers.
     *
     * @param step what the answers are for; only the first accepted submission for it is kept
     * @param typed the request's parameters; only names beginning with {@link #PREFIX} are read
     * @return the form with its errors, or null when the answers were kept
     */
    public @Nullable FormView submit(String formId, int version, UUID step, UUID subject, UUID client, Map<String, ?> variables, Map<String, List<String>> typed) {
        throw new UnsupportedOperationException();
    }

    /** What was answered for a booking, in the order of submission. */
    public List<Answer> answers(UUID subject) {
        throw new UnsupportedOperationException();
    }

    public boolean answered(UUID client, String formId) {
        throw new UnsupportedOperationException();
    }
}
