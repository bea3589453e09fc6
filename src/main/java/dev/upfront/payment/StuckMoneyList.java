package dev.upfront.payment;

import dev.upfront.client.ClientId;
import dev.upfront.money.Money;
import dev.upfront.payment.StuckMoney.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads what is owed and waits, either way, and says why in words. */
@Component
class StuckMoneyList {

    /** Stripe's word: https://docs.stripe.com/error-codes#charge-already-refunded. */
    private static final String ALREADY_REFUNDED = "charge_already_refunded";

    private final JdbcClient database;
    private final InstantSource clock;

    StuckMoneyList(JdbcClient database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Oldest first. */
    List<StuckMoney> read() {
        return Stream.concat(payments().stream(), refunds().stream()).sorted(Comparator.comparing(StuckMoney::since)).toList();
    }

    private List<StuckMoney> payments() {
        return database.sql("""
                        select p.id, p.reference, p.subject_kind, p.subject, p.subject_reference, p.payer, p.client, p.amount_minor, p.currency, p.created_at, p.decision_waits,
                            a.kind as attempt_kind, a.status as attempt_status, a.failure, a.unknown_since
                        from payment.payment p
                        left join lateral (select kind, status, failure, unknown_since from payment.attempt where payment = p.id order by created_at desc limit 1) a on true
                        where p.status = 'OWED' order by p.created_at""")
                .query((row, number) -> payment(row)).list();
    }

    private List<StuckMoney> refunds() {
        return database.sql("""
                        select r.id, r.reference, p.subject_kind, p.subject, p.subject_reference, p.payer, p.client, r.amount_minor, r.currency, r.created_at, r.status, r.failure, r.reason, r.unknown_since,
                            r.decision, p.disputed_minor > 0 as disputed, r.failure like '%charge_disputed%' as refused,
                            a.kind = 'OUTSIDE' as outside, r.stripe_refund is not null as came_back
                        from payment.refund r join payment.payment p on p.id = r.payment join payment.attempt a on a.id = r.attempt
                        where r.status in ('REQUESTED', 'SUBMITTED', 'UNKNOWN', 'PENDING', 'FAILED') order by r.created_at""")
                .query((row, number) -> refund(row)).list();
    }

    private StuckMoney payment(ResultSet row) throws SQLException {
        var status = row.getString("attempt_status");
        var decisionWaits = row.getBoolean("decision_waits");
        var why = whyUnpaid(row.getString("attempt_kind"), status, row.getString("failure")) + unknownFor(row);
        var next = "UNKNOWN".equals(status) || "PROCESSING".equals(status) ? "Upfront asks Stripe again by itself; nothing is charged meanwhile."
                : decisionWaits ? "Decide: ask the client again, or write it off." : "The client has the pay link and is reminded by itself.";
        return stuck(row, Kind.PAYMENT, decisionWaits ? "Not paid in time. " + why : why, next, decisionWaits);
    }

    private static String whyUnpaid(@Nullable String kind, @Nullable String status, @Nullable String failure) {
        if (status == null) {
            return "The client has not opened the pay page yet.";
        }
        return switch (AttemptStatus.valueOf(status)) {
            case CREATED -> "Stripe is about to be asked.";
            case OPEN -> "The pay page is open and not paid yet.";
            case PROCESSING -> "Stripe is still working on it.";
            case UNKNOWN -> "Stripe's answer did not arrive (%s), so it is not known whether the client was charged.".formatted(failure);
            case FAILED -> "CARD".equals(kind) ? DeclinedTry.why(failure) : "The pay page was closed: %s.".formatted(words(failure));
            case SUCCEEDED -> "A part was paid.";
        };
    }

    /**
     * What becomes of a failed refund while a bank has the money.
     *
     * @param refused whether Stripe refused it because of that
     */
    static String afterDispute(boolean refused) {
        return refused ? "It goes on by itself when the dispute ends: won, it is refunded; lost, the client has the money already."
                : "Won, it is for you to decide; lost, the client has the money already, and it ends by itself.";
    }

    /**
     * What a failed refund means for the money, and what staff can do.
     *
     * @param outside whether the money had come in cash or to the bank account
     * @param cameBack whether Stripe had sent it
     */
    static String afterFailure(boolean outside, boolean cameBack, @Nullable String failure) {
        if (outside) {
            return "It was not paid by card and is still owed to the client: give it back another way and note it.";
        }
        if (failure != null && failure.contains(ALREADY_REFUNDED)) {
            return "Look at Stripe first: it may have been refunded there. If it was, note that the client got it another way; if not, try again.";
        }
        return (cameBack ? "The money is at Stripe again and is owed to the client." : "Stripe has sent nothing, so it is still owed to the client.")
                + " Decide: try again, or pay the client another way and note it.";
    }

    private StuckMoney refund(ResultSet row) throws SQLException {
        var status = RefundStatus.valueOf(row.getString("status"));
        var disputed = status == RefundStatus.FAILED && row.getBoolean("disputed");
        var refused = row.getBoolean("refused");
        var failed = status == RefundStatus.FAILED && !disputed;
        var what = "SURPLUS".equals(row.getString("reason")) ? "The client paid twice; the surplus goes back. " : "";
        var why = switch (status) {
            case REQUESTED -> "Stripe is about to be asked for the refund.";
            case SUBMITTED, UNKNOWN -> "Stripe's answer to the refund did not arrive yet.";
            case PENDING -> "Stripe works on the refund.";
            default -> disputed ? "The client's bank has taken the money back while it decides a dispute, so Stripe refuses to refund it." : "The refund failed: %s.".formatted(words(row.getString("failure")));
        } + unknownFor(row);
        var undecided = row.getString("decision") == null;
        var next = disputed ? afterDispute(refused) : !failed ? "Upfront asks Stripe again by itself."
                : undecided ? afterFailure(row.getBoolean("outside"), row.getBoolean("came_back"), row.getString("failure"))
                : "It is decided; its flow ends it by itself.";
        return stuck(row, Kind.REFUND, what + why, next, failed && undecided);
    }

    /** How long it has been unknown, once that is a matter of days. */
    private String unknownFor(ResultSet row) throws SQLException {
        var since = row.getTimestamp("unknown_since");
        var days = since == null ? 0 : Duration.between(since.toInstant(), clock.instant()).toDays();
        return days == 0 ? "" : days == 1 ? " It has been so for a day." : " It has been so for %d days.".formatted(days);
    }

    private static StuckMoney stuck(ResultSet row, Kind kind, String why, String next, boolean decisionWaits) throws SQLException {
        return new StuckMoney(kind, row.getObject("id", UUID.class), row.getString("reference"), subject(row), new ClientId(row.getObject("client", UUID.class)),
                Money.of(row.getLong("amount_minor"), row.getString("currency")), row.getTimestamp("created_at").toInstant(), why, next, decisionWaits);
    }

    private static Subject subject(ResultSet row) throws SQLException {
        return new Subject(Subject.Kind.valueOf(row.getString("subject_kind")), row.getObject("subject", UUID.class), row.getString("subject_reference"),
                row.getObject("payer", UUID.class));
    }

    private static String words(@Nullable String code) {
        return code == null ? "no reason given" : code.replace('_', ' ');
    }
}
