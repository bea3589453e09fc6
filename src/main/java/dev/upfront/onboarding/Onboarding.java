package dev.upfront.onboarding;

import dev.upfront.client.Client;
import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.engine.StuckWork;
import dev.upfront.form.FormView;
import dev.upfront.form.Forms;
import dev.upfront.onboarding.Step.Kind;
import dev.upfront.onboarding.Step.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door of the onboarding room: what a client is asked before a booking is confirmed, step by step. A form is asked once per client,
 * unless it says of itself that it is asked for each booking. A contract is signed once per client for the same text: one that mentions the
 * date is signed for each booking, one that mentions the price again when that changes.
 */
@Service
@Transactional
public class Onboarding {

    private final StepRepository steps;
    private final Facts facts;
    private final Forms forms;
    private final Contracts contracts;
    private final EvidenceChain chain;
    private final Signing signing;
    private final Clients clients;
    private final ApplicationEventPublisher events;

    Onboarding(StepRepository steps, Facts facts, Forms forms, Contracts contracts, EvidenceChain chain, Signing signing, Clients clients,
               ApplicationEventPublisher events) {
        this.steps = steps;
        this.facts = facts;
        this.forms = forms;
        this.contracts = contracts;
        this.chain = chain;
        this.signing = signing;
        this.clients = clients;
        this.events = events;
    }

    /**
     * Says what the forms and contracts of a subject may mention; call it before its steps are planned, and again when a fact changes.
     *
     * @param facts texts by the names of {@link Contracts#PLACEHOLDERS}; "mail" is added by itself, and so is "client" where it is not given
     */
    public void describe(UUID subject, Map<String, String> facts) {
        this.facts.save(subject, facts);
    }

    /**
     * Plans what this client has not yet done, once per subject; a repeat plans nothing new. Returns what is still to do, in order.
     *
     * @throws StuckWork when a form or contract is not published, or mentions what nothing is known about
     */
    public List<Step> plan(UUID subject, ClientId client, List<String> forms, List<String> contracts) {
        var planned = steps.findBySubjectOrderByPosition(subject);
        if (planned.isEmpty()) {
            var wanted = new ArrayList<Step>();
            forms.stream().distinct().forEach(form -> wantedForm(subject, client, form, wanted.size()).ifPresent(wanted::add));
            contracts.stream().distinct().forEach(contract -> wantedContract(subject, client, contract, wanted.size()).ifPresent(wanted::add));
            planned = steps.saveAll(wanted);
        }
        return planned.stream().filter(step -> !step.status().isOver()).toList();
    }

    /** The process has reached the step: the client may do it now. */
    public Step open(StepId id) {
        var step = locked(id);
        return step.status() == Status.PLANNED ? steps.save(step.open()) : step;
    }

    @Transactional(readOnly = true)
    public List<Step> stepsOf(UUID subject) {
        return steps.findBySubjectOrderByPosition(subject);
    }

    /** The step that the client is asked to do now. */
    @Transactional(readOnly = true)
    public Optional<Step> openStep(UUID subject) {
        return stepsOf(subject).stream().filter(step -> step.status() == Status.OPEN).findFirst();
    }

    /** @throws NoSuchElementException if there is none */
    @Transactional(readOnly = true)
    public Step step(StepId id) {
        return steps.findById(id).orElseThrow(() -> new NoSuchElementException("There is no step " + id));
    }

    /** @param previewAddress where htmx may post the answers to have the fields drawn again; null for none */
    @Transactional(readOnly = true)
    public FormView form(StepId id, @Nullable String previewAddress) {
        var step = step(id);
        return forms.blank(step.name(), step.documentVersion(), known(step)).withPreviewAddress(previewAddress);
    }

    /** The form drawn again for what was typed so far, refusing nothing yet. */
    @Transactional(readOnly = true)
    public FormView previewForm(StepId id, Map<String, List<String>> typed, @Nullable String previewAddress) {
        var step = step(id);
        return forms.preview(step.name(), step.documentVersion(), known(step), typed).withPreviewAddress(previewAddress);
    }

    /** @param typed the request's parameters, see {@link Forms#submit} */
    public Submission submitForm(StepId id, Map<String, List<String>> typed, @Nullable String previewAddress) {
        var step = locked(id);
        if (step.status() != Status.OPEN || step.kind() != Kind.FORM) {
            return notAsked(step);
        }
        var refused = forms.submit(step.name(), step.documentVersion(), id.value(), step.subject(), step.client().value(), known(step), typed);
        return refused == null ? finish(step) : new Submission.FormRefused(refused.withPreviewAddress(previewAddress));
    }

    @Transactional(readOnly = true)
    public ContractView contract(StepId id) {
        var step = step(id);
        return signing.view(step, contracts.version(step.name(), step.documentVersion()), known(step));
    }

    /** The text is filled in anew: what is signed is what the facts say now, and only if it is what the page showed. */
    public Submission sign(StepId id, Signature signature) {
        var step = locked(id);
        if (step.status() != Status.OPEN || step.kind() != Kind.CONTRACT) {
            return notAsked(step);
        }
        var client = clients.client(step.client());
        var known = known(step.subject(), client);
        var view = signing.view(step, contracts.version(step.name(), step.documentVersion()), known);
        var refused = signing.refusals(view, signature);
        if (!refused.isEmpty()) {
            return new Submission.ContractRefused(view.refused(refused, signature.name()));
        }
        signing.sign(step, view, signature, known.get("client"), client);
        return finish(step);
    }

    /** Nothing more is asked for this subject; what is done stays done. */
    public void close(UUID subject) {
        stepsOf(subject).stream().filter(step -> !step.status().isOver()).forEach(step -> steps.save(step.close()));
    }

    private Submission finish(Step step) {
        var done = steps.save(step.done());
        events.publishEvent(new StepDone(done.id(), done.subject(), done.kind()));
        return new Submission.Done(done);
    }

    private static Submission notAsked(Step step) {
        return switch (step.status()) {
            case DONE -> new Submission.Done(step);
            case CLOSED -> new Submission.NotOpen("“%s” is no longer needed: the time to do it has passed, or the booking was cancelled. Nothing was kept.".formatted(step.title()));
            case PLANNED, OPEN -> new Submission.NotOpen("“%s” is not asked yet. Please go on with the step that this page shows now.".formatted(step.title()));
        };
    }

    private Optional<Step> wantedForm(UUID subject, ClientId client, String name, int position) {
        var form = forms.current(name).orElseThrow(() -> unknown(subject, "form", name));
        var wanted = form.eachBooking() || !forms.answered(client.value(), name);
        return wanted ? Optional.of(Step.planned(subject, client, Kind.FORM, name, form.title(), form.version(), position)) : Optional.empty();
    }

    private Optional<Step> wantedContract(UUID subject, ClientId client, String name, int position) {
        var contract = contracts.current(name).orElseThrow(() -> unknown(subject, "contract", name));
        try {
            var text = contract.fill(known(subject, clients.client(client)));
            return chain.signed(client, Sha256.of(text)) ? Optional.empty()
                    : Optional.of(Step.planned(subject, client, Kind.CONTRACT, name, contract.title(), contract.version(), position));
        } catch (IllegalArgumentException missing) {
            throw new StuckWork("Planning the steps", "booking " + subject, missing.getMessage(), "take the placeholder out of the contract, then retry", missing);
        }
    }

    private static StuckWork unknown(UUID subject, String kind, String name) {
        return new StuckWork("Planning the steps", "booking " + subject, "the offering asks for the %s “%s”, and no such %s is published".formatted(kind, name, kind),
                "publish it or take it off the offering, then retry");
    }

    private Step locked(StepId id) {
        return steps.findLockedById(id).orElseThrow(() -> new NoSuchElementException("There is no step " + id));
    }

    private Map<String, String> known(Step step) {
        return known(step.subject(), clients.client(step.client()));
    }

    private Map<String, String> known(UUID subject, Client client) {
        var known = facts.of(subject);
        known.putIfAbsent("client", client.name());
        known.put("mail", client.mail());
        return known;
    }
}
