package dev.upfront.onboarding;

import dev.upfront.client.ClientId;
import dev.upfront.form.FormView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The door of the onboarding room: what a client is asked before a booking is confirmed, step by step. */
@Service
public class Onboarding {

    /**
     * Says what the forms and contracts of a subject may mention; call it before its steps are planned, and again when a fact changes.
     *
     * @param facts texts by the names of {@link Contracts#PLACEHOLDERS}; "client" is added by itself
     */
    public void describe(UUID subject, Map<String, String> facts) {
        throw new UnsupportedOperationException();
    }

    /** Plans what this client has not yet done, once per subject; a repeat plans nothing new. Returns what is still to do, in order. */
    public List<Step> plan(UUID subject, ClientId client, List<String> forms, List<String> contracts) {
        throw new UnsupportedOperationException();
    }

    /** The process has reached the step: the client may do it now. */
    public Step open(StepId step) {
        throw new UnsupportedOperationException();
    }

    public List<Step> stepsOf(UUID subject) {
        throw new UnsupportedOperationException();
    }

    /** The step that the client is asked to do now. */
    public Optional<Step> openStep(UUID subject) {
        throw new UnsupportedOperationException();
    }

    public Step step(StepId step) {
        throw new UnsupportedOperationException();
    }

    /** @param previewAddress where htmx may post the answers to have the fields drawn again; null for none */
    public FormView form(StepId step, @Nullable String previewAddress) {
        throw new UnsupportedOperationException();
    }

    public FormView previewForm(StepId step, Map<String, List<String>> typed, @Nullable String previewAddress) {
        throw new UnsupportedOperationException();
    }

    /** @param typed the request's parameters */
    public Submission submitForm(StepId step, Map<String, List<String>> typed, @Nullable String previewAddress) {
        throw new UnsupportedOperationException();
    }

    public ContractView contract(StepId step) {
        throw new UnsupportedOperationException();
    }

    public Submission sign(StepId step, Signature signature) {
        throw new UnsupportedOperationException();
    }

    /** Nothing more is asked for this subject; what is done stays done. */
    public void close(UUID subject) {
        throw new UnsupportedOperationException();
    }
}
