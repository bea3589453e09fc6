package dev.upfront.engine.check;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.engine.check.Knowledge.WorkerFacts;
import dev.upfront.flows.ElementTemplates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each rule is shown by breaking one of the real files in one place. */
class FlowCheckTests {

    private static final String DECLINED = """
            <bpmn:boundaryEvent id="Error_CardDeclined" name="Card declined" attachedToRef="Task_ChargeCard">
              <bpmn:outgoing>Flow_CardDeclined_SendPaymentLink</bpmn:outgoing>
              <bpmn:errorEventDefinition errorRef="ErrorName_CardDeclined" />
            </bpmn:boundaryEvent>
            <bpmn:sequenceFlow id="Flow_CardDeclined_SendPaymentLink" sourceRef="Error_CardDeclined" targetRef="Task_SendPaymentLink" />
            """;

    private final Map<String, byte[]> resources = new TreeMap<>();
    private final Map<String, WorkerFacts> workers = new HashMap<>();
    private final Map<String, Set<String>> messages = new HashMap<>(Map.of(
            "booking.requested", Set.of("bookingId"), "booking.moved", Set.of(), "booking.cancelled", Set.of(),
            "booking.notShown", Set.of("reviewEndsAt"), "refund.requested", Set.of("refundId"), "credits.changed", Set.of(),
            "packages.sold", Set.of("packageId"), "packages.cancelled", Set.of()));
    private Function<byte[], List<String>> formCheck = form -> List.of();

    @BeforeEach
    void readsTheRealFiles() throws IOException {
        try (var files = Files.list(Path.of("bpmn"))) {
            for (var file : files.toList()) {
                resources.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        messages.putAll(Map.of("retainer.agreed", Set.of("retainerId"), "retainer.changed", Set.of(), "retainer.withdrawn", Set.of(), "reconciliation.asked", Set.of("runId"), "dispute.opened", Set.of("disputeId"),
                "retainer.restOpened", Set.of("retainerId", "retainerRef", "periodId"), "booking.billed", Set.of("bookingId", "bookingRef", "paymentId", "deadline", "reminderCycle")));
        ElementTemplates.byJobType().forEach((type, template) ->
                workers.put(type, new WorkerFacts(template.inputs(), !template.icon().isEmpty(), Set.of())));
    }

    @Test
    void realFlowsAreClean() {
        assertThat(check()).isEmpty();
    }

    @Test
    void sentenceSaysWhereAndWhyAndWhatToDo() {
        edit("payment-collection.bpmn", "type=\"payment.chargeCard\"", "type=\"payment.chargeCrad\"");
        assertThat(check()).containsExactly(new Finding("payment-collection.bpmn", "Task_ChargeCard",
                "“Charge card on file” (Task_ChargeCard) in payment-collection.bpmn asks for “payment.chargeCrad”, which no room can do; "
                        + "it would wait for ever. Did you mean payment.chargeCard? Choose an element template for it."));
    }

    @Test
    void fileBearsTheNameOfItsProcess() {
        edit("refund.bpmn", "<bpmn:process id=\"refund\"", "<bpmn:process id=\"refunds\"");
        finds("refund.bpmn", "", "holds the process “refunds”");
    }

    @Test
    void fileHoldsOneProcess() {
        edit("refund.bpmn", "</bpmn:process>", "</bpmn:process><bpmn:process id=\"second\" isExecutable=\"true\" />");
        finds("refund.bpmn", "", "holds 2 processes instead of one");
    }

    @Test
    void processIsExecutable() {
        edit("refund.bpmn", "isExecutable=\"true\"", "isExecutable=\"false\"");
        finds("refund.bpmn", "", "is not executable");
    }

    @Test
    void decisionFileBearsTheNameOfItsDecision() {
        edit("cancellation-policy.dmn", "<decision id=\"cancellation-policy\"", "<decision id=\"policy\"");
        finds("cancellation-policy.dmn", "", "holds no decision of its own name");
    }

    @Test
    void decisionHasAName() {
        edit("cancellation-policy.dmn", "<decision id=\"cancellation-policy\" name=\"Cancellation policy\"", "<decision id=\"cancellation-policy\"");
        finds("cancellation-policy.dmn", "cancellation-policy", "has no name");
    }

    @Test
    void formFileBearsTheNameOfItsForm() {
        resources.put("intake.form", "{\"id\": \"other\", \"type\": \"default\", \"components\": []}".getBytes(UTF_8));
        finds("intake.form", "", "has the id “other”");
    }

    @Test
    void formThatTheFormRoomRefusesIsRefused() {
        resources.put("intake.form", "{\"id\": \"intake\"}".getBytes(UTF_8));
        formCheck = form -> List.of("The component “map” is not known. Use a text field.");
        finds("intake.form", "", "The component “map” is not known");
    }

    @Test
    void elementIdSaysItsKindAndWhatHappens() {
        edit("refund.bpmn", "End_NothingToRefund", "Event_1abc");
        finds("refund.bpmn", "Event_1abc", "Call it End_ and what happens, such as End_NothingToRefund");
    }

    @Test
    void flowIdSaysWhereItLeads() {
        edit("refund.bpmn", "Flow_CloseRefund_RefundClosed", "Flow_1abc");
        finds("refund.bpmn", "Flow_1abc", "Call it Flow_ and where it leads, such as Flow_CloseRefund_RefundClosed");
    }

    @Test
    void jobTypeIsRoomAndVerbAndObject() {
        edit("refund.bpmn", "type=\"payment.closeRefund\"", "type=\"closeRefund\"");
        finds("refund.bpmn", "Task_CloseRefund", "has the job type “closeRefund”");
    }

    @Test
    void jobTypeIsTheTailOfTheTasksId() {
        edit("refund.bpmn", "Task_CloseRefund", "Task_ShutRefund");
        finds("refund.bpmn", "Task_ShutRefund", "Give it the id Task_CloseRefund");
    }

    @Test
    void jobTypeHasAWorker() {
        workers.remove("payment.closeRefund");
        finds("refund.bpmn", "Task_CloseRefund", "which no room can do");
    }

    @Test
    void workersInputsAreKnownOnEveryWay() {
        edit("booking.bpmn", "resultVariable=\"owed\"", "resultVariable=\"due\"");
        assertThat(check()).extracting(Finding::elementId).containsExactlyInAnyOrder("Task_RequestPayment", "Flow_OwedNow_No");
        assertThat(check()).allSatisfy(finding -> assertThat(finding.sentence()).contains("needs “owed”, which is not known on every way"));
    }

    @Test
    void inputKnownOnOneOfTwoWaysOnlyIsNotEnough() {
        workers.put("booking.confirm", new WorkerFacts(Set.of("bookingId", "paymentId"), false, Set.of()));
        finds("booking.bpmn", "Task_Confirm", "needs “paymentId”");
    }

    @Test
    void calledProcessIsGivenWhatItNeeds() {
        edit("booking.bpmn", "<zeebe:input source=\"=forms\" target=\"forms\" />", "");
        finds("onboarding.bpmn", "Task_PlanSteps", "needs “forms”");
    }

    @Test
    void decisionIsGivenWhatItNeeds() {
        edit("booking.bpmn", "target=\"moment\"", "target=\"when\"");
        finds("booking.bpmn", "Task_WhatIsOwed", "needs “moment”");
    }

    @Test
    void timerReadsWhatIsKnown() {
        messages.put("booking.notShown", Set.of());
        finds("booking.bpmn", "Timer_ReviewOver", "needs “reviewEndsAt”");
    }

    @Test
    void calledProcessExists() {
        edit("booking.bpmn", "<zeebe:calledElement processId=\"onboarding\"", "<zeebe:calledElement processId=\"on-boarding\"");
        finds("booking.bpmn", "Call_Onboarding", "calls the process “on-boarding”, which does not exist");
    }

    @Test
    void callIsBoundToTheLatestVersion() {
        edit("booking.bpmn", "<zeebe:calledElement processId=\"onboarding\"",
                "<zeebe:calledElement bindingType=\"deployment\" processId=\"onboarding\"");
        finds("booking.bpmn", "Call_Onboarding", "is bound to “deployment”");
    }

    @Test
    void callHandsOverOnlyWhatItLists() {
        edit("booking.bpmn", "processId=\"onboarding\" propagateAllChildVariables=\"false\"", "processId=\"onboarding\"");
        finds("booking.bpmn", "Call_Onboarding", "hands over all variables");
    }

    @Test
    void calledDecisionExists() {
        edit("booking.bpmn", "decisionId=\"what-is-owed\"", "decisionId=\"what-is-due\"");
        finds("booking.bpmn", "Task_WhatIsOwed", "asks the decision “what-is-due”, which does not exist");
    }

    @Test
    void shownFormExists() {
        edit("refund.bpmn", "<zeebe:taskDefinition type=\"payment.closeRefund\"",
                "<zeebe:formDefinition formId=\"why\" /><zeebe:taskDefinition type=\"payment.closeRefund\"");
        finds("refund.bpmn", "Task_CloseRefund", "shows the form “why”, which does not exist");
    }

    @Test
    void messageIsOneThatARoomSends() {
        edit("booking.bpmn", "name=\"booking.moved\"", "name=\"booking.shifted\"");
        finds("booking.bpmn", "Message_BookingMoved", "waits for the message “booking.shifted”, which no room sends");
    }

    @Test
    void refusalIsCaught() {
        workers.put("payment.chargeCard", new WorkerFacts(Set.of("paymentId"), false, Set.of("CARD_DECLINED")));
        finds("payment-collection.bpmn", "Task_ChargeCard", "may be refused with CARD_DECLINED, which nothing catches");
    }

    @Test
    void refusalCaughtAtTheTaskIsFine() {
        workers.put("payment.chargeCard", new WorkerFacts(Set.of("paymentId"), false, Set.of("CARD_DECLINED")));
        catchDecline("CARD_DECLINED");
        assertThat(check()).isEmpty();
    }

    @Test
    void errorCodeIsWrittenInCapitals() {
        catchDecline("CardDeclined");
        finds("payment-collection.bpmn", "Error_CardDeclined", "has the error code “CardDeclined”");
    }

    @Test
    void openJobHasATimer() {
        workers.put("payment.chargeCard", new WorkerFacts(Set.of("paymentId"), true, Set.of()));
        finds("payment-collection.bpmn", "Task_ChargeCard", "waits without a timer");
    }

    @Test
    void timerAroundTheWaitCounts() {
        edit("onboarding.bpmn", "<bpmn:boundaryEvent id=\"Timer_Remind\" name=\"Time to remind\" cancelActivity=\"false\" attachedToRef=\"Sub_Steps\">",
                "<bpmn:boundaryEvent id=\"Timer_Remind\" name=\"Time to remind\" cancelActivity=\"false\" attachedToRef=\"Task_PlanSteps\">");
        assertThat(check()).noneMatch(finding -> finding.sentence().contains("waits without a timer"));
        edit("onboarding.bpmn", "name=\"Deadline passed\" attachedToRef=\"Sub_Steps\"",
                "name=\"Deadline passed\" attachedToRef=\"Task_PlanSteps\"");
        assertThat(check()).filteredOn(finding -> finding.sentence().contains("waits without a timer"))
                .extracting(Finding::elementId).containsExactly("Task_FillForm", "Task_SignContract");
    }

    @Test
    void messageWaitHasATimer() {
        edit("refund.bpmn", "<bpmn:endEvent id=\"End_RefundClosed\" name=\"Refund closed\">", """
                <bpmn:receiveTask id="Wait_Moved" name="Await move" messageRef="MessageName_RefundRequested" />
                <bpmn:endEvent id="End_RefundClosed" name="Refund closed">""");
        edit("refund.bpmn", "<bpmndi:BPMNShape id=\"End_RefundClosed_di\"",
                "<bpmndi:BPMNShape id=\"Wait_Moved_di\" bpmnElement=\"Wait_Moved\" /><bpmndi:BPMNShape id=\"End_RefundClosed_di\"");
        finds("refund.bpmn", "Wait_Moved", "waits without a timer");
    }

    @Test
    void gatewayHasADefault() {
        edit("refund.bpmn", " default=\"Flow_Refunded_Yes\"", "");
        finds("refund.bpmn", "Gateway_Refunded", "has no default");
    }

    @Test
    void everyOtherWayHasACondition() {
        edit("refund.bpmn",
                "<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">=refundStatus = \"FAILED\"</bpmn:conditionExpression>", "");
        finds("refund.bpmn", "Flow_Refunded_No", "has no condition and is not the default");
    }

    @Test
    void nothingIsCalculatedInADiagram() {
        edit("refund.bpmn", "=refundStatus = \"FAILED\"", "=count([refundStatus]) + 1 = 2");
        finds("refund.bpmn", "Flow_Refunded_No", "calculates in “=count([refundStatus]) + 1 = 2”");
    }

    @Test
    void namesAndTextWithAHyphenAreNoCalculation() {
        edit("refund.bpmn", "=refundStatus = \"FAILED\"", "=refundStatus = \"FAILED-AGAIN\"");
        assertThat(check()).isEmpty();
    }

    @Test
    void expressionCanBeRead() {
        edit("refund.bpmn", "=refundStatus = \"FAILED\"", "=refundStatus == \"FAILED\"");
        finds("refund.bpmn", "Flow_Refunded_No", "which can't be read");
    }

    @Test
    void elementHasALabel() {
        edit("refund.bpmn", "id=\"End_RefundClosed\" name=\"Refund closed\"", "id=\"End_RefundClosed\"");
        finds("refund.bpmn", "End_RefundClosed", "has no label");
    }

    @Test
    void questionHasItsAnswersOnItsWays() {
        edit("refund.bpmn", "id=\"Flow_Refunded_Yes\" name=\"Yes\"", "id=\"Flow_Refunded_Yes\"");
        finds("refund.bpmn", "Flow_Refunded_Yes", "Label it with the answer to “Refunded?”");
    }

    @Test
    void elementIsDrawn() {
        edit("refund.bpmn", "bpmnElement=\"Task_CloseRefund\"", "bpmnElement=\"Task_Gone\"");
        finds("refund.bpmn", "Task_CloseRefund", "has no shape");
    }

    @Test
    void flowIsDrawn() {
        edit("refund.bpmn", "bpmnElement=\"Flow_RefundDecision_No\"", "bpmnElement=\"Flow_Gone\"");
        finds("refund.bpmn", "Flow_RefundDecision_No", "has no line");
    }

    @Test
    void laterVersionOfCamundaIsRefused() {
        edit("refund.bpmn", "modeler:executionPlatformVersion=\"8.6.0\"", "modeler:executionPlatformVersion=\"8.9.0\"");
        finds("refund.bpmn", "", "is drawn for Camunda “8.9.0”");
    }

    @Test
    void userTaskIsRefused() {
        edit("refund.bpmn", "<zeebe:taskDefinition type=\"payment.closeRefund\"",
                "<zeebe:userTask /><zeebe:taskDefinition type=\"payment.closeRefund\"");
        finds("refund.bpmn", "Task_CloseRefund", "Ask people by an open job");
    }

    @Test
    void elementUnknownToCamunda86IsRefused() {
        edit("onboarding.bpmn", "bpmn:subProcess", "bpmn:adHocSubProcess");
        assertThat(check()).anySatisfy(finding -> assertThat(finding.sentence()).contains("uses “adHocSubProcess”"));
    }

    @Test
    void brokenFileIsRefusedWithItsReason() {
        edit("refund.bpmn", "</bpmn:process>", "");
        finds("refund.bpmn", "", "can't be read");
    }

    @Test
    void fileThatFetchesAnotherIsNotRead() {
        edit("refund.bpmn", "<bpmn:definitions", "<!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/hostname\">]><bpmn:definitions");
        finds("refund.bpmn", "", "can't be read: DOCTYPE is disallowed");
    }

    private void catchDecline(String code) {
        edit("payment-collection.bpmn", "<bpmn:sequenceFlow id=\"Flow_PaymentOwed_Prepare\"",
                DECLINED + "<bpmn:sequenceFlow id=\"Flow_PaymentOwed_Prepare\"");
        edit("payment-collection.bpmn", "</bpmn:process>",
                "</bpmn:process><bpmn:error id=\"ErrorName_CardDeclined\" name=\"Card declined\" errorCode=\"%s\" />".formatted(code));
        edit("payment-collection.bpmn", "<bpmndi:BPMNEdge id=\"Flow_PaymentOwed_Prepare_di\"", """
                <bpmndi:BPMNShape id="Error_CardDeclined_di" bpmnElement="Error_CardDeclined" />
                <bpmndi:BPMNEdge id="Flow_CardDeclined_di" bpmnElement="Flow_CardDeclined_SendPaymentLink" />
                <bpmndi:BPMNEdge id="Flow_PaymentOwed_Prepare_di\"""");
    }

    private void edit(String file, String from, String to) {
        var before = new String(resources.get(file), UTF_8);
        assertThat(before).contains(from);
        resources.put(file, before.replace(from, to).getBytes(UTF_8));
    }

    private List<Finding> check() {
        return FlowCheck.check(resources, new Knowledge(workers, messages, formCheck));
    }

    private void finds(String file, String elementId, String sentence) {
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo(file);
            assertThat(finding.elementId()).isEqualTo(elementId);
            assertThat(finding.sentence()).contains(file).contains(sentence);
        });
    }
}
