package dev.upfront.form;

import dev.upfront.engine.FormCheck;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the form room: published forms, their pages, and what was answered. */
@Service
@Transactional
public class Forms implements FormCheck {

    /** Names of answers begin with it, so that they never meet the page's other fields. */
    public static final String PREFIX = "answer.";

    /** The hidden field that says which questions the client was shown. */
    public static final String SHOWN = "shown";

    /** Who published a form that came with the application. */
    public static final String APPLICATION = "the application";

    private final FormStore store;
    private final InstantSource clock;

    Forms(FormStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What is wrong with a form, one sentence per problem naming the component; empty when it can be published. */
    @Override
    public List<String> check(String json) {
        return FormReader.problems(json);
    }

    /**
     * Makes the form the current version of its id; a form whose content is already the current version stays as it is.
     *
     * @throws IllegalArgumentException with the problems, when {@link #check} finds any
     */
    public FormVersion publish(String json, String by) {
        var id = FormReader.read(json).id();
        var sha256 = sha256(json);
        var current = store.current(id);
        if (current.isEmpty() || !current.get().sha256().equals(sha256)) {
            store.insert(id, current.map(FormVersion::version).orElse(0) + 1, sha256, json, clock.instant(), by);
        }
        return store.current(id).orElseThrow();
    }

    /** Publishes a form that comes with the application, unless it is what the application published last. */
    void publishOwn(String json) {
        var id = FormReader.read(json).id();
        if (!store.lastFingerprintBy(id, APPLICATION).equals(Optional.of(sha256(json)))) {
            publish(json, APPLICATION);
        }
    }

    public Optional<FormVersion> current(String formId) {
        return store.current(formId);
    }

    /** The current version of each form, by id. */
    public List<FormVersion> published() {
        return store.currents();
    }

    /** The form as it is first shown. A variable of a question's name fills its answer, else the question's default does. */
    public FormView blank(String formId, int version, Map<String, ?> variables) {
        return Received.unchecked(Filling.blank(form(formId, version), variables)).view(version);
    }

    /** The form drawn again for what was typed so far, refusing nothing yet. */
    public FormView preview(String formId, int version, Map<String, ?> variables, Map<String, List<String>> typed) {
        return Received.unchecked(Filling.typed(form(formId, version), variables, typed)).view(version);
    }

    /**
     * Checks and keeps the answers. Answers to components that are hidden are dropped. When the answers bring questions that the client
     * was not shown, nothing is refused for them: they are shown, with a sentence saying so.
     *
     * @param step what the answers are for; only the first accepted submission for it is kept
     * @param typed the request's parameters; only names beginning with {@link #PREFIX} and {@link #SHOWN} are read
     * @return the form with its errors, or null when the answers were kept
     */
    public @Nullable FormView submit(String formId, int version, UUID step, UUID subject, UUID client, Map<String, ?> variables, Map<String, List<String>> typed) {
        var received = Received.of(Filling.typed(form(formId, version), variables, typed), typed, earliestToday());
        if (!received.acceptable()) {
            return received.view(version);
        }
        store.keep(new FormStore.Kept(step, subject, client, formId, version, received.filling().data(), clock.instant()));
        return null;
    }

    /** What was answered for a booking, in the order of submission. */
    @Transactional(readOnly = true)
    public List<Answer> answers(UUID subject) {
        return store.answers(subject).stream().map(this::readable).toList();
    }

    /** What a client ever answered, in the order of submission. */
    @Transactional(readOnly = true)
    public List<Answer> answersOf(UUID client) {
        return store.answersOf(client).stream().map(this::readable).toList();
    }

    public boolean answered(UUID client, String formId) {
        return store.answered(client, formId);
    }

    private Form form(String formId, int version) {
        return store.version(formId, version).map(store::read)
                .orElseThrow(() -> new IllegalArgumentException("There is no version %d of the form %s".formatted(version, formId)));
    }

    private Answer readable(FormStore.Kept kept) {
        var form = form(kept.formId(), kept.formVersion());
        return new Answer(kept.step(), kept.subject(), kept.client(), kept.formId(), kept.formVersion(), form.title(), kept.submittedAt(),
                Answer.lines(form, kept.data()));
    }

    /** The earliest date that it still is somewhere on earth: no client's "today" lies before it. */
    private LocalDate earliestToday() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(-12));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
