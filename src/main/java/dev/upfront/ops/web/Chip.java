package dev.upfront.ops.web;

import dev.upfront.booking.BookingStatus;
import dev.upfront.onboarding.Step;
import dev.upfront.packages.PackageStatus;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.RefundStatus;
import dev.upfront.retainer.PeriodStatus;
import dev.upfront.retainer.RetainerList;

/**
 * A state as the console shows it: colour, icon and word.
 *
 * @param kind "done", "waiting", "stuck" or "neutral"
 */
public record Chip(String kind, String word) {

    public static Chip of(BookingStatus status) {
        return switch (status) {
            case HELD -> new Chip("waiting", "Held");
            case CONFIRMED -> new Chip("done", "Confirmed");
            case DELIVERED -> new Chip("done", "Delivered");
            case CANCELLED -> new Chip("neutral", "Cancelled");
            case NOT_SHOWN -> new Chip("neutral", "Not shown");
            case EXPIRED -> new Chip("neutral", "Expired");
        };
    }

    public static Chip of(PackageStatus status) {
        return switch (status) {
            case REQUESTED -> new Chip("waiting", "Not paid yet");
            case ACTIVE -> new Chip("done", "Active");
            case USED_UP -> new Chip("neutral", "Used up");
            case EXPIRED -> new Chip("neutral", "Expired");
            case REFUNDED -> new Chip("neutral", "Refunded");
            case LAPSED -> new Chip("neutral", "Not paid in time");
            case CANCELLED -> new Chip("neutral", "Cancelled");
        };
    }

    public static Chip of(RetainerList.Standing standing) {
        return switch (standing) {
            case BEGINNING -> new Chip("waiting", "Beginning");
            case TRIAL -> new Chip("done", "In trial");
            case RUNNING -> new Chip("done", "Running");
            case PAUSED -> new Chip("waiting", "Paused");
            case UNPAID -> new Chip("stuck", "Unpaid");
            case ENDING -> new Chip("waiting", "Ending");
            case ENDED -> new Chip("neutral", "Ended");
        };
    }

    public static Chip of(PeriodStatus status) {
        return switch (status) {
            case DUE -> new Chip("waiting", "Due");
            case PAID -> new Chip("done", "Paid");
            case UNPAID -> new Chip("stuck", "Not paid");
            case GIVEN_UP -> new Chip("neutral", "Given up");
        };
    }

    public static Chip of(PaymentStatus status) {
        return switch (status) {
            case OWED -> new Chip("waiting", "Owed");
            case PAID -> new Chip("done", "Paid");
            case CLOSED -> new Chip("neutral", "No longer wanted");
            case WRITTEN_OFF -> new Chip("neutral", "Written off");
        };
    }

    public static Chip of(RefundStatus status) {
        return switch (status) {
            case REQUESTED, SUBMITTED, PENDING -> new Chip("waiting", "On its way");
            case UNKNOWN -> new Chip("waiting", "Asking Stripe");
            case SUCCEEDED -> new Chip("done", "Refunded");
            case FAILED -> new Chip("stuck", "Failed");
            case CLOSED -> new Chip("neutral", "Closed");
        };
    }

    public static Chip of(Step.Status status) {
        return switch (status) {
            case PLANNED -> new Chip("neutral", "To come");
            case OPEN -> new Chip("waiting", "Waits for the client");
            case DONE -> new Chip("done", "Done");
            case CLOSED -> new Chip("neutral", "No longer wanted");
        };
    }
}
