package dev.upfront.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.UpfrontTest;
import dev.upfront.booking.Booking;
import dev.upfront.booking.BookingRequest;
import dev.upfront.booking.BookingStatus;
import dev.upfront.booking.Bookings;
import dev.upfront.catalog.Offering;
import dev.upfront.client.Clients;
import dev.upfront.form.Forms;
import dev.upfront.notification.Mails;
import dev.upfront.notification.SentMail;
import dev.upfront.onboarding.Step.Kind;
import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The forms and the contract of an offering, asked for by the flow. */
@UpfrontTest
class OnboardingJourneyTests {

    private static final Map<String, List<String>> ANSWERS = Map.of("answer.before", List.of("no"), "answer.topics", List.of("decision"),
            "answer.goal", List.of("To decide without waiting."), "answer.notTherapy", List.of("true"));

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired Bookings bookings;
    @Autowired Onboarding onboarding;
    @Autowired OnboardingMails onboardingMails;
    @Autowired EvidenceChain chain;
    @Autowired Clients clients;
    @Autowired Forms forms;
    @Autowired Mails mails;
    @LocalServerPort int port;

    @Test
    void theFlowGoesOnWithEachStepAndAsksAClientOnce() {
        var offering = offering();
        var first = journey.book(offering);

        var form = awaitStep(first, Kind.FORM);
        assertThat(onboarding.submitForm(form.id(), ANSWERS, null)).isInstanceOf(Submission.Done.class);
        var contract = awaitStep(first, Kind.CONTRACT);
        assertThat(onboarding.sign(contract.id(), signature(contract))).isInstanceOf(Submission.Done.class);
        journey.awaitStatus(first, BookingStatus.CONFIRMED);

        var second = bookings.request(again(first, offering));
        journey.awaitStatus(second, BookingStatus.CONFIRMED);
        assertThat(onboarding.stepsOf(second.id().value())).isEmpty();
        assertThat(forms.answersOf(first.client().value())).hasSize(1);
    }

    @Test
    void theSignedContractIsMailedOnce() {
        var booking = journey.book(offering());
        onboarding.submitForm(awaitStep(booking, Kind.FORM).id(), ANSWERS, null);
        var contract = awaitStep(booking, Kind.CONTRACT);
        onboarding.sign(contract.id(), signature(contract));

        assertThat(journey.awaitMail(booking, "Your signed copy").attachments()).singleElement().asString().startsWith("coaching-agreement-").endsWith(".pdf");
        onboardingMails.copy(contract.id());
        assertThat(mails.about(booking.id().value())).extracting(SentMail::kind).containsOnlyOnce("onboarding.contractSigned");
    }

    @Test
    void aReminderNamesTheOpenStepOnce() {
        var booking = journey.book(offering());
        awaitStep(booking, Kind.FORM);

        onboardingMails.remind(booking.id().value(), booking.createdAt());
        assertThat(mails.about(booking.id().value())).as("too late").noneMatch(mail -> mail.kind().equals("onboarding.reminder"));
        onboardingMails.remind(booking.id().value(), booking.holdExpiresAt());
        onboardingMails.remind(booking.id().value(), booking.holdExpiresAt());

        assertThat(mails.about(booking.id().value())).filteredOn(mail -> mail.kind().equals("onboarding.reminder")).singleElement()
                .extracting(SentMail::title).asString().contains("A few questions before we meet");
    }

    @Test
    void aStepOfACancelledBookingIsClosed() {
        var booking = journey.book(offering());
        var form = awaitStep(booking, Kind.FORM);

        onboarding.close(booking.id().value());

        assertThat(onboarding.submitForm(form.id(), ANSWERS, null)).isInstanceOf(Submission.NotOpen.class);
    }

    @Test
    void theEvidencePageVerifiesTheChainInWords() throws Exception {
        var booking = journey.book(offering());
        onboarding.submitForm(awaitStep(booking, Kind.FORM).id(), ANSWERS, null);
        var contract = awaitStep(booking, Kind.CONTRACT);
        onboarding.sign(contract.id(), signature(contract));
        var evidence = chain.of(booking.id().value()).getFirst();

        var page = get("/evidence/" + evidence.hash());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("This signature stands as it was written", evidence.textSha256()).doesNotContain(evidence.mail(), evidence.signer());
        var nothing = get("/evidence/" + "0".repeat(64));
        assertThat(nothing.statusCode()).isEqualTo(404);
        assertThat(nothing.body()).contains("There is no such record");
    }

    private HttpResponse<String> get(String path) throws Exception {
        try (var browser = HttpClient.newHttpClient()) {
            return browser.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(), BodyHandlers.ofString());
        }
    }

    private Offering offering() {
        return fixtures.offering().free().forms("intake-coaching").contracts("coaching-agreement").onSale();
    }

    /** The same client at another time. */
    private BookingRequest again(Booking booking, Offering offering) {
        var next = fixtures.request(offering, Duration.ofDays(4));
        var client = clients.client(booking.client());
        return new BookingRequest(next.requestKey(), next.offering(), next.provider(), next.startsAt(), client.name(), client.mail(), null, client.zone(), client.locale(), null);
    }

    private Step awaitStep(Booking booking, Kind kind) {
        return await().atMost(Duration.ofSeconds(30)).until(() -> onboarding.openStep(booking.id().value()), step -> step.isPresent() && step.get().kind() == kind).orElseThrow();
    }

    private Signature signature(Step step) {
        return new Signature("Mira Test", null, true, onboarding.contract(step.id()).textSha256(), "192.0.2.1", "Browser");
    }
}
