package dev.upfront.ops.web.money;

import dev.upfront.ops.web.money.StuckRow.Way;
import dev.upfront.payment.Decision;
import dev.upfront.payment.Payments;
import dev.upfront.payment.Refund;
import dev.upfront.payment.RefundDecision;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.RefundReason;
import dev.upfront.payment.StuckMoney;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What staff can decide about money that is stuck, in words. */
@Component
class Decisions {

    private final Payments payments;

    Decisions(Payments payments) {
        this.payments = payments;
    }

    List<Way> about(StuckMoney stuck) {
        if (!stuck.decisionWaits()) {
            return List.of();
        }
        return stuck.kind() == StuckMoney.Kind.PAYMENT
                ? List.of(way(Decision.ASK_AGAIN, stuck), way(Decision.WRITE_OFF, stuck))
                : about(payments.refund(new RefundId(stuck.id())));
    }

    /** Money that was paid twice must go back one way or the other; other refunds can be declined as well. */
    List<Way> about(Refund refund) {
        var ways = new ArrayList<>(List.of(way(RefundDecision.TRY_AGAIN, refund.id()), way(RefundDecision.PAID_OTHERWISE, refund.id())));
        if (refund.reason() != RefundReason.SURPLUS) {
            ways.add(way(RefundDecision.DECLINE, refund.id()));
        }
        return ways;
    }

    static String label(Decision decision) {
        return decision == Decision.ASK_AGAIN ? "Ask again" : "Write off";
    }

    static String label(RefundDecision decision) {
        return switch (decision) {
            case TRY_AGAIN -> "Try again";
            case PAID_OTHERWISE -> "Paid another way";
            case DECLINE -> "Keep the money";
            case GIVEN_BACK_BY_BANK -> "The bank has given it back";
        };
    }

    private static Way way(Decision decision, StuckMoney stuck) {
        return new Way(decision.name(), label(decision), "/ops/payments/%s/decide".formatted(stuck.id()), decision == Decision.WRITE_OFF);
    }

    private static Way way(RefundDecision decision, RefundId id) {
        return new Way(decision.name(), label(decision), "/ops/refunds/%s/decide".formatted(id), decision != RefundDecision.TRY_AGAIN);
    }
}
