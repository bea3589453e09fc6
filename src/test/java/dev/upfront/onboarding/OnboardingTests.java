package dev.upfront.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.upfront.client.ClientId;
import dev.upfront.client.Clients;
import dev.upfront.engine.StuckWork;
import dev.upfront.form.Forms;
import dev.upfront.onboarding.Step.Kind;
import dev.upfront.onboarding.Step.Status;
import dev.upfront.sandbox.RoomTest;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.annotation.Transactional;

@RoomTest
@RecordApplicationEvents
@Transactional
class OnboardingTests {

    private static final Map<String, String> FACTS = Map.of("practice", "Praxis *Süd* <b>", "offering", "Coaching", "price", "€120.00", "date", "Monday");

    @Autowired
    Onboarding onboarding;
    @Autowired
    Forms forms;
    @Autowired
    Contracts contracts;
    @Autowired
    Clients clients;
    @Autowired
    EvidenceChain chain;
    @Autowired
    ApplicationEvents events;

    private ClientId ada;
    private final UUID booking = StepId.next().value();

    @BeforeEach
    void aClientAndTwoDocuments() {
        ada = clients.register("Ada Lovelace", "ada@example.org", null, ZoneId.of("Europe/Berlin"), Locale.ENGLISH).id();
        forms.publish(form("survey", ""), "staff");
        contracts.publish("terms", "# Terms\n\nBetween {{practice}} and {{client}}: {{offering}} at {{price}}.", "staff");
        onboarding.describe(booking, FACTS);
    }

    @Test
    void plansFormsThenContractsOnce() {
        var planned = plan(booking);

        assertThat(planned).extracting(Step::kind, Step::name, Step::status)
                .containsExactly(tuple(Kind.FORM, "survey", Status.PLANNED), tuple(Kind.CONTRACT, "terms", Status.PLANNED));
        assertThat(plan(booking)).extracting(Step::id).isEqualTo(planned.stream().map(Step::id).toList());
    }

    @Test
    void asksOnlyForWhatTheClientHasNotDone() {
        var steps = plan(booking);
        fill(steps.get(0));
        sign(steps.get(1));

        assertThat(plan(booking)).isEmpty();
        assertThat(plan(nextBooking(FACTS))).isEmpty();
    }

    @Test
    void asksAgainForAFormOfEachBookingAndForAChangedText() {
        forms.publish(form("survey", "\"properties\": {\"upfront.repeat\": \"each-booking\"},"), "staff");
        var steps = plan(booking);
        fill(steps.get(0));
        sign(steps.get(1));

        var dearer = new HashMap<>(FACTS);
        dearer.put("price", "€140.00");
        assertThat(plan(nextBooking(FACTS))).extracting(Step::name).containsExactly("survey");
        assertThat(plan(nextBooking(dearer))).extracting(Step::name).containsExactly("survey", "terms");
    }

    @Test
    void keepsTheVersionThatWasPlanned() {
        var step = plan(booking).getFirst();
        forms.publish(form("survey", "").replace("The goal", "Another question"), "staff");

        assertThat(step.documentVersion()).isEqualTo(1);
        assertThat(onboarding.form(step.id(), null).version()).isEqualTo(1);
    }

    @Test
    void saysWhatToDoWhenSomethingIsNotPublished() {
        assertThatThrownBy(() -> onboarding.plan(booking, ada, List.of("nowhere"), List.of())).isInstanceOf(StuckWork.class)
                .hasMessageContaining("the form “nowhere”").hasMessageContaining("publish it or take it off the offering");
    }

    @Test
    void saysWhichFactIsMissing() {
        contracts.publish("terms", "# Terms\n\nAt {{place}}.", "staff");

        assertThatThrownBy(() -> plan(booking)).isInstanceOf(StuckWork.class).hasMessageContaining("“place”");
    }

    @Test
    void tellsThatAStepIsDone() {
        var step = plan(booking).getFirst();

        assertThat(fill(step)).isInstanceOf(Submission.Done.class);
        assertThat(onboarding.step(step.id()).status()).isEqualTo(Status.DONE);
        assertThat(events.stream(StepDone.class)).containsExactly(new StepDone(step.id(), booking, Kind.FORM));
    }

    @Test
    void takesTheSecondOfTwoSubmissionsAsTheSame() {
        var steps = plan(booking);
        fill(steps.get(0));
        assertThat(onboarding.submitForm(steps.get(0).id(), Map.of("answer.goal", List.of("other")), null)).isInstanceOf(Submission.Done.class);
        sign(steps.get(1));
        assertThat(onboarding.sign(steps.get(1).id(), signature(steps.get(1)))).isInstanceOf(Submission.Done.class);

        assertThat(events.stream(StepDone.class)).hasSize(2);
        assertThat(forms.answers(booking)).hasSize(1);
        assertThat(chain.of(booking)).hasSize(1);
    }

    @Test
    void showsARefusedFormAgain() {
        var step = onboarding.open(plan(booking).getFirst().id());

        assertThat(onboarding.submitForm(step.id(), Map.of(), "/again")).isInstanceOfSatisfying(Submission.FormRefused.class, refused -> {
            assertThat(refused.form().errors()).hasSize(1);
            assertThat(refused.form().previewAddress()).isEqualTo("/again");
        });
        assertThat(onboarding.openStep(booking)).hasValue(step);
    }

    @Test
    void saysSoWhenAStepIsNotAsked() {
        var steps = plan(booking);
        assertThat(onboarding.submitForm(steps.get(0).id(), Map.of(), null)).isInstanceOfSatisfying(Submission.NotOpen.class,
                refused -> assertThat(refused.sentence()).contains("is not asked yet"));

        onboarding.open(steps.get(0).id());
        onboarding.close(booking);
        assertThat(onboarding.submitForm(steps.get(0).id(), Map.of("answer.goal", List.of("x")), null)).isInstanceOfSatisfying(Submission.NotOpen.class,
                refused -> assertThat(refused.sentence()).contains("is no longer needed"));
        assertThat(onboarding.stepsOf(booking)).extracting(Step::status).containsOnly(Status.CLOSED);
        assertThat(onboarding.open(steps.get(0).id()).status()).isEqualTo(Status.CLOSED);
    }

    @Test
    void letsNoFactPassForMarkup() {
        var view = onboarding.contract(plan(booking).getLast().id());

        assertThat(view.html()).contains("Between Praxis *Süd* &lt;b&gt; and Ada Lovelace: Coaching at €120.00.");
    }

    @Test
    void refusesASignatureThatIsIncomplete() {
        var step = onboarding.open(plan(booking).getLast().id());
        var unsigned = new Signature(" ", "data:image/png;base64,PHNjcmlwdD4=", false, "0".repeat(64), "192.0.2.1", "Browser");

        assertThat(onboarding.sign(step.id(), unsigned)).isInstanceOfSatisfying(Submission.ContractRefused.class,
                refused -> assertThat(refused.contract().errors()).containsOnlyKeys("text", "consent", "drawn"));
        assertThat(onboarding.sign(step.id(), new Signature(" ", null, true, null, "", ""))).isInstanceOfSatisfying(Submission.ContractRefused.class,
                refused -> assertThat(refused.contract().errors()).containsOnlyKeys("name"));
        assertThat(chain.of(booking)).isEmpty();
    }

    private List<Step> plan(UUID subject) {
        return onboarding.plan(subject, ada, List.of("survey"), List.of("terms"));
    }

    private UUID nextBooking(Map<String, String> facts) {
        var next = StepId.next().value();
        onboarding.describe(next, facts);
        return next;
    }

    private Submission fill(Step step) {
        onboarding.open(step.id());
        return onboarding.submitForm(step.id(), Map.of("answer.goal", List.of("rest")), null);
    }

    private Submission sign(Step step) {
        onboarding.open(step.id());
        return onboarding.sign(step.id(), signature(step));
    }

    private Signature signature(Step step) {
        return new Signature("Ada Lovelace", null, true, onboarding.contract(step.id()).textSha256(), "192.0.2.1", "Browser");
    }

    private static String form(String id, String properties) {
        return """
                {"id": "%s", "type": "default", "schemaVersion": 17, %s "components": [
                  {"type": "textfield", "id": "Field_goal", "key": "goal", "label": "The goal", "validate": {"required": true}}]}
                """.formatted(id, properties);
    }
}
