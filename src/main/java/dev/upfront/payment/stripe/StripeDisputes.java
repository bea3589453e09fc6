package dev.upfront.payment.stripe;

import com.stripe.model.BalanceTransaction;
import com.stripe.model.Dispute;
import com.stripe.param.DisputeListParams;
import com.stripe.param.DisputeUpdateParams;
import com.stripe.param.FileCreateParams;
import dev.upfront.money.Money;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Reads disputes and answers them. Every POST bears the idempotency key it is given. */
@Component
public class StripeDisputes {

    private static final String REINSTATED = "dispute_reversal";
    private static final String LOST = "lost";

    private final StripeConnection connection;

    StripeDisputes(StripeConnection connection) {
        this.connection = connection;
    }

    public StripeReply<DisputedCharge> dispute(String id) {
        return connection.ask("readDispute", () -> of(connection.v1().disputes().retrieve(id)));
    }

    /** Every dispute opened since a moment, oldest first. */
    public StripeReply<List<DisputedCharge>> openedSince(Instant since) {
        var created = DisputeListParams.Created.builder().setGte(since.getEpochSecond()).build();
        return connection.ask("listDisputes", () -> StripeConnection.all(last -> connection.v1().disputes().list(
                DisputeListParams.builder().setCreated(created).setLimit(StripeConnection.PAGE).setStartingAfter(last).build()), StripeDisputes::of));
    }

    /**
     * Gives Stripe a file that evidence may name.
     *
     * @param content a PDF, JPEG or PNG of at most 5 MB
     * @return its id
     */
    public StripeReply<String> upload(String idempotencyKey, byte[] content) {
        return connection.ask("uploadEvidence", () -> connection.v1().files().create(FileCreateParams.builder()
                .setPurpose(FileCreateParams.Purpose.DISPUTE_EVIDENCE).setFile(new ByteArrayInputStream(content)).build(),
                StripeConnection.key(idempotencyKey)).getId());
    }

    /** Hands the evidence in, for good: the bank decides by it, and it can't be changed. */
    public StripeReply<DisputedCharge> submit(String idempotencyKey, String dispute, Map<EvidenceField, String> evidence) {
        var fields = DisputeUpdateParams.Evidence.builder();
        new TreeMap<>(evidence).forEach((field, value) -> fields.putExtraParam(field.stripeName(), value));
        var update = DisputeUpdateParams.builder().setEvidence(fields.build()).setSubmit(true).build();
        return connection.ask("submitEvidence", () -> of(connection.v1().disputes().update(dispute, update, StripeConnection.key(idempotencyKey))));
    }

    /** Accepts the dispute: it is lost at once. */
    public StripeReply<DisputedCharge> accept(String idempotencyKey, String dispute) {
        return connection.ask("acceptDispute", () -> of(connection.v1().disputes().close(dispute, StripeConnection.key(idempotencyKey))));
    }

    private static DisputedCharge of(Dispute dispute) {
        var movements = Objects.requireNonNullElse(dispute.getBalanceTransactions(), List.<BalanceTransaction>of());
        var details = dispute.getEvidenceDetails();
        var reinstated = movements.stream().filter(movement -> REINSTATED.equals(movement.getReportingCategory())).toList();
        // Of what was refunded before, Stripe returns a part even when the rest is lost: https://support.stripe.com/questions/dispute-for-full-charge-amount-after-a-partial-refund-was-issued
        var returned = reinstated.stream().filter(movement -> movement.getCurrency().equals(dispute.getCurrency())).mapToLong(BalanceTransaction::getAmount).sum();
        return new DisputedCharge(dispute.getId(), dispute.getCharge(), dispute.getPaymentIntent(), Money.of(dispute.getAmount(), dispute.getCurrency()),
                movements.stream().map(movement -> Money.of(movement.getFee(), movement.getCurrency())).reduce(Money::plus)
                        .orElseGet(() -> Money.of(0, dispute.getCurrency())),
                !movements.isEmpty() && (reinstated.isEmpty() || LOST.equals(dispute.getStatus())), Money.of(returned, dispute.getCurrency()), standing(dispute.getStatus()), dispute.getReason(),
                details.getDueBy() == null || details.getDueBy() == 0 ? null : Instant.ofEpochSecond(details.getDueBy()),
                Boolean.TRUE.equals(details.getHasEvidence()), Objects.requireNonNullElse(details.getSubmissionCount(), 0L),
                Instant.ofEpochSecond(dispute.getCreated()));
    }

    private static DisputedCharge.Standing standing(String status) {
        return switch (status) {
            case "needs_response" -> DisputedCharge.Standing.NEEDS_RESPONSE;
            case "warning_needs_response", "warning_under_review" -> DisputedCharge.Standing.INQUIRY;
            case "warning_closed", "prevented" -> DisputedCharge.Standing.CLOSED;
            case "under_review" -> DisputedCharge.Standing.UNDER_REVIEW;
            case "won" -> DisputedCharge.Standing.WON;
            case LOST -> DisputedCharge.Standing.LOST;
            default -> DisputedCharge.Standing.OTHER;
        };
    }
}
