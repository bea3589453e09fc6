package dev.upfront.sandbox.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.SetupIntent;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentListParams;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentMethodListParams;
import com.stripe.param.SetupIntentCreateParams;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customers, cards and charges, as Stripe's own SDK sees them. */
class StripeStandInTests {

    private final Scene scene = new Scene();

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void keepsCustomers() throws StripeException {
        Customer ada = scene.stripe().customers().create(CustomerCreateParams.builder()
                .setEmail("ada@example.com").setName("Ada").putMetadata("client", "c1").build());
        scene.stripe().customers().create(CustomerCreateParams.builder().setEmail("bob@example.com").build());
        scene.stripe().customers().update(ada.getId(), CustomerUpdateParams.builder().putMetadata("more", "m").build());

        Customer found = scene.stripe().customers()
                .list(CustomerListParams.builder().setEmail("ada@example.com").build()).getData().getFirst();
        assertThat(found.getId()).isEqualTo(ada.getId());
        assertThat(found.getName()).isEqualTo("Ada");
        assertThat(found.getMetadata()).containsEntry("client", "c1").containsEntry("more", "m");
        assertThat(found.getCreated()).isEqualTo(scene.clock.instant().getEpochSecond());
    }

    @ParameterizedTest
    @CsvSource({"8000,eur", "1500,jpy", "12350,kwd"})
    void chargesACardOnFileInAnyCurrency(long amount, String currency) throws StripeException {
        String customer = scene.customer();
        PaymentIntent intent = scene.stripe().paymentIntents().create(
                Scene.offSession(amount, currency, customer, scene.card(customer, "pm_card_visa")).addExpand("latest_charge").build());

        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(intent.getAmountReceived()).isEqualTo(amount);
        assertThat(intent.getLatestChargeObject().getAmount()).isEqualTo(amount);
        assertThat(intent.getLatestChargeObject().getCurrency()).isEqualTo(currency);
        assertThat(scene.standIn.chargesSucceeded("attempt", "a1")).singleElement()
                .satisfies(charge -> assertThat(charge.amount()).isEqualTo(amount));
    }

    @Test
    void tellsTheFeeOfACharge() throws StripeException {
        String customer = scene.customer();
        String intent = scene.charge(customer, scene.card(customer, "pm_card_visa"), "k1").getId();
        PaymentIntent found = scene.stripe().paymentIntents().retrieve(intent, PaymentIntentRetrieveParams.builder()
                .addExpand("latest_charge.balance_transaction").build());
        var movement = found.getLatestChargeObject().getBalanceTransactionObject();
        assertThat(movement.getFee()).isEqualTo(145);
        assertThat(movement.getNet()).isEqualTo(8_000 - 145);
    }

    @ParameterizedTest
    @CsvSource({
        "pm_card_chargeDeclined,card_declined,generic_decline,try_again_later",
        "pm_card_visa_chargeDeclinedInsufficientFunds,card_declined,insufficient_funds,try_again_later",
        "pm_card_chargeDeclinedLostCard,card_declined,lost_card,do_not_try_again",
        "pm_card_chargeDeclinedExpiredCard,expired_card,expired_card,confirm_card_data"})
    void declines(String token, String code, String declineCode, String advice) throws StripeException {
        String customer = scene.customer();
        CardException declined = catchThrowableOfType(CardException.class, () -> scene.charge(customer, token, "k1"));

        assertThat(declined.getStatusCode()).isEqualTo(402);
        assertThat(declined.getCode()).isEqualTo(code);
        assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
        assertThat(declined.getStripeError().getAdviceCode()).isEqualTo(advice);
        PaymentIntent intent = declined.getStripeError().getPaymentIntent();
        assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
        assertThat(intent.getPaymentMethod()).isNull();
        assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
        assertThat(scene.stripe().charges().retrieve(declined.getCharge()).getStatus()).isEqualTo("failed");
        assertThat(scene.standIn.chargesSucceeded()).isEmpty();
    }

    @Test
    void refusesToAttachACardThatIsDeclined() throws StripeException {
        String customer = scene.customer();
        CardException declined = catchThrowableOfType(CardException.class, () -> scene.card(customer, "pm_card_chargeDeclined"));
        assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
        assertThat(scene.stripe().paymentMethods().list(PaymentMethodListParams.builder().setCustomer(customer).build())
                .getData()).isEmpty();
    }

    @Test
    void attachesACardThatThenGoesBad() throws StripeException {
        String customer = scene.customer();
        String card = scene.card(customer, "pm_card_chargeCustomerFail");
        CardException declined = catchThrowableOfType(CardException.class, () -> scene.charge(customer, card, "k1"));
        assertThat(declined.getDeclineCode()).isEqualTo("generic_decline");
    }

    @Test
    void letsAGoodCardOnFileGoBad() throws StripeException {
        String customer = scene.customer();
        String card = scene.card(customer, "pm_card_visa");
        scene.standIn.cardsOnFileBecome(customer, "4000000000009995");
        CardException declined = catchThrowableOfType(CardException.class, () -> scene.charge(customer, card, "k1"));
        assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
    }

    @Test
    void asksForAuthenticationOffSession() throws StripeException {
        String customer = scene.customer();
        String card = scene.card(customer, "pm_card_authenticationRequiredOnSetup");
        CardException declined = catchThrowableOfType(CardException.class, () -> scene.charge(customer, card, "k1"));
        assertThat(declined.getCode()).isEqualTo("authentication_required");
        assertThat(declined.getDeclineCode()).isEqualTo("authentication_required");
        assertThat(declined.getStripeError().getPaymentIntent().getStatus()).isEqualTo("requires_payment_method");
        assertThat(scene.charge(customer, scene.card(customer, "pm_card_authenticationRequiredSetupForOffSession"), "k2")
                .getStatus()).isEqualTo("succeeded");
    }

    @Test
    void requiresActionOnSession() throws StripeException {
        PaymentIntent intent = scene.stripe().paymentIntents().create(PaymentIntentCreateParams.builder().setAmount(500L)
                .setCurrency("eur").setPaymentMethod("pm_card_authenticationRequired").setConfirm(true)
                .setReturnUrl("http://127.0.0.1:1/back").build());
        assertThat(intent.getStatus()).isEqualTo("requires_action");
        assertThat(intent.getNextAction().getRedirectToUrl().getUrl()).endsWith("/authenticate/" + intent.getId());
        assertThat(scene.stripe().paymentIntents().cancel(intent.getId()).getStatus()).isEqualTo("canceled");
    }

    @Test
    void setsUpACardForLater() throws StripeException {
        String customer = scene.customer();
        SetupIntent intent = scene.stripe().setupIntents().create(SetupIntentCreateParams.builder().setCustomer(customer)
                .setPaymentMethod("pm_card_visa").setConfirm(true).build());
        assertThat(intent.getStatus()).isEqualTo("succeeded");
        assertThat(scene.charge(customer, intent.getPaymentMethod(), "k1").getStatus()).isEqualTo("succeeded");
    }

    @Test
    void detachesForGood() throws StripeException {
        String customer = scene.customer();
        String card = scene.card(customer, "pm_card_visa");
        PaymentMethod detached = scene.stripe().paymentMethods().detach(card);
        assertThat(detached.getCustomer()).isNull();
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class, () -> scene.charge(customer, card, "k1"));
        assertThat(refused.getStatusCode()).isEqualTo(400);
    }

    @Test
    void cannotCancelWhatSucceeded() throws StripeException {
        String customer = scene.customer();
        String intent = scene.charge(customer, scene.card(customer, "pm_card_visa"), "k1").getId();
        InvalidRequestException refused = catchThrowableOfType(InvalidRequestException.class,
                () -> scene.stripe().paymentIntents().cancel(intent));
        assertThat(refused.getCode()).isEqualTo("payment_intent_unexpected_state");
        assertThat(refused.getStripeError().getPaymentIntent().getStatus()).isEqualTo("succeeded");
    }

    @Test
    void listsNewestFirstByPages() throws StripeException {
        String customer = scene.customer();
        String card = scene.card(customer, "pm_card_visa");
        String first = scene.charge(customer, card, "k1").getId();
        String second = scene.charge(customer, card, "k2").getId();
        String third = scene.charge(customer, card, "k3").getId();
        var params = PaymentIntentListParams.builder().setCustomer(customer).setLimit(2L).build();
        var page = scene.stripe().paymentIntents().list(params);
        assertThat(page.getData()).extracting(PaymentIntent::getId).containsExactly(third, second);
        assertThat(page.getHasMore()).isTrue();
        assertThat(page.autoPagingIterable()).extracting(PaymentIntent::getId).containsExactly(third, second, first);
    }

    @Test
    void refusesBadRequests() throws StripeException {
        String customer = scene.customer();
        assertThat(refusal(PaymentIntentCreateParams.builder().setCurrency("eur")).getCode()).isEqualTo("parameter_missing");
        assertThat(refusal(PaymentIntentCreateParams.builder().setAmount(0L).setCurrency("eur")).getParam()).isEqualTo("amount");
        assertThat(refusal(PaymentIntentCreateParams.builder().setAmount(500L).setCurrency("xxz")).getParam()).isEqualTo("currency");
        assertThat(refusal(PaymentIntentCreateParams.builder().setAmount(12_345L).setCurrency("kwd")).getParam()).isEqualTo("amount");
        assertThat(refusal(PaymentIntentCreateParams.builder().setAmount(500L).setCurrency("eur").setOffSession(true)).getParam())
                .isEqualTo("off_session");
        InvalidRequestException unknown = refusal(PaymentIntentCreateParams.builder().setAmount(500L).setCurrency("eur")
                .putExtraParam("amuont", "500"));
        assertThat(unknown.getCode()).isEqualTo("parameter_unknown");
        assertThat(unknown.getParam()).isEqualTo("amuont");
        InvalidRequestException missing = refusal(Scene.offSession(500, "eur", customer, "pm_nobody"));
        assertThat(missing.getStatusCode()).isEqualTo(404);
        assertThat(missing.getCode()).isEqualTo("resource_missing");
        assertThat(scene.standIn.paymentIntents()).isEmpty();
    }

    private InvalidRequestException refusal(PaymentIntentCreateParams.Builder params) {
        return catchThrowableOfType(InvalidRequestException.class, () -> scene.stripe().paymentIntents().create(params.build()));
    }

    @Test
    void refusesAForeignKey() {
        AuthenticationException refused = catchThrowableOfType(AuthenticationException.class,
                () -> scene.stripe("sk_test_other").customers().list());
        assertThat(refused.getStatusCode()).isEqualTo(401);
    }

    @Test
    void showsItsBooksWithIdempotencyKeys() throws StripeException {
        String customer = scene.customer();
        scene.charge(customer, scene.card(customer, "pm_card_visa"), "attempt-1");
        assertThat(scene.standIn.charges()).extracting(Recorded::status).isEqualTo(List.of("succeeded"));
        Recorded intent = scene.standIn.paymentIntents().getFirst();
        assertThat(intent.idempotencyKey()).contains("attempt-1");
        assertThat(intent.customer()).contains(customer);
        assertThat(scene.standIn.charges().getFirst().paymentIntent()).contains(intent.id());
    }

    @Test
    void disputesWhereTheCardSaysSo() throws StripeException {
        String customer = scene.customer();
        String intent = scene.charge(customer, scene.card(customer, "pm_card_createDispute"), "k1").getId();
        assertThat(scene.stripe().disputes().list().getData()).singleElement().satisfies(dispute -> {
            assertThat(dispute.getPaymentIntent()).isEqualTo(intent);
            assertThat(dispute.getReason()).isEqualTo("fraudulent");
            assertThat(dispute.getEvidenceDetails().getDueBy()).isGreaterThan(scene.clock.instant().getEpochSecond());
        });
    }
}
