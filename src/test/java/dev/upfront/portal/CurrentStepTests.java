package dev.upfront.portal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.booking.BookingStatus;
import dev.upfront.client.ClientId;
import dev.upfront.onboarding.Step;
import dev.upfront.onboarding.Step.Kind;
import dev.upfront.onboarding.Step.Status;
import dev.upfront.onboarding.StepId;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Purpose;
import dev.upfront.portal.CurrentStep.Debt;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CurrentStepTests {

    private static final PaymentId PAYMENT = PaymentId.next();

    @Test
    void waitsUntilTheFlowHasPlannedItsSteps() {
        assertThat(held(List.of())).isEqualTo(new CurrentStep.Wait(CurrentStep.Reason.NEXT_STEP));
    }

    @Test
    void showsTheOpenStepAndNotTheOneAfterIt() {
        var form = step(Kind.FORM, Status.OPEN);
        assertThat(held(List.of(form, step(Kind.CONTRACT, Status.PLANNED)))).isEqualTo(new CurrentStep.FillForm(form));
    }

    @Test
    void showsTheContractOnceTheFormIsDone() {
        var contract = step(Kind.CONTRACT, Status.OPEN);
        assertThat(held(List.of(step(Kind.FORM, Status.DONE), contract))).isEqualTo(new CurrentStep.Sign(contract));
    }

    @Test
    void waitsBetweenTwoSteps() {
        assertThat(held(List.of(step(Kind.FORM, Status.DONE), step(Kind.CONTRACT, Status.PLANNED))).isMoving()).isTrue();
    }

    @Test
    void asksForTheDepositWhenNothingElseIsOpen() {
        assertThat(held(List.of(step(Kind.FORM, Status.DONE)), debt(Purpose.DEPOSIT, PaymentStatus.OWED))).isEqualTo(new CurrentStep.Pay(PAYMENT));
    }

    @Test
    void waitsForTheConfirmationOnceTheMoneyArrived() {
        assertThat(held(List.of(), debt(Purpose.FULL_PRICE, PaymentStatus.PAID))).isEqualTo(new CurrentStep.Wait(CurrentStep.Reason.CONFIRMATION));
    }

    @Test
    void isConfirmedWhateverStandsInTheSteps() {
        assertThat(at(BookingStatus.CONFIRMED, true, debt(Purpose.DEPOSIT, PaymentStatus.PAID))).isEqualTo(new CurrentStep.Confirmed(0));
    }

    @Test
    void asksForTheBalanceAfterTheSession() {
        assertThat(at(BookingStatus.DELIVERED, true, debt(Purpose.BALANCE, PaymentStatus.OWED))).isEqualTo(new CurrentStep.Settle(PAYMENT, BookingStatus.DELIVERED));
        assertThat(at(BookingStatus.DELIVERED, true, debt(Purpose.BALANCE, PaymentStatus.PAID))).isEqualTo(new CurrentStep.Delivered());
        assertThat(at(BookingStatus.DELIVERED, true, debt(Purpose.BALANCE, PaymentStatus.WRITTEN_OFF))).isEqualTo(new CurrentStep.Delivered());
    }

    @Test
    void asksForTheFeeOfALateCancellationOnly() {
        assertThat(at(BookingStatus.CANCELLED, true, debt(Purpose.FEE, PaymentStatus.OWED))).isEqualTo(new CurrentStep.Settle(PAYMENT, BookingStatus.CANCELLED));
        assertThat(at(BookingStatus.CANCELLED, true, debt(Purpose.DEPOSIT, PaymentStatus.OWED))).isEqualTo(new CurrentStep.Cancelled(true));
    }

    @Test
    void movesOnFromACancellationUntilItsMoneyIsPutRight() {
        assertThat(at(BookingStatus.CANCELLED, false).isMoving()).isTrue();
        assertThat(at(BookingStatus.CANCELLED, true).isMoving()).isFalse();
    }

    @Test
    void doesNotHurryAReviewThatStaffTake() {
        assertThat(at(BookingStatus.NOT_SHOWN, false)).isEqualTo(new CurrentStep.NotShown(false));
        assertThat(at(BookingStatus.NOT_SHOWN, false).isMoving()).isFalse();
    }

    @Test
    void saysWhenTheHoldHasExpired() {
        assertThat(at(BookingStatus.EXPIRED, true, debt(Purpose.DEPOSIT, PaymentStatus.CLOSED))).isEqualTo(new CurrentStep.Expired());
    }

    @Test
    void isSeenAnewWheneverAnythingShownChanges() {
        assertThat(List.of(at(BookingStatus.CANCELLED, false).seen(), at(BookingStatus.CANCELLED, true).seen(), at(BookingStatus.CONFIRMED, true).seen(),
                at(BookingStatus.EXPIRED, true).seen(), held(List.of()).seen(), held(List.of(), debt(Purpose.DEPOSIT, PaymentStatus.OWED)).seen())).doesNotHaveDuplicates();
    }

    private static CurrentStep held(List<Step> steps, Debt... debts) {
        return CurrentStep.of(BookingStatus.HELD, 0, steps, List.of(debts), true);
    }

    private static CurrentStep at(BookingStatus status, boolean settled, Debt... debts) {
        return CurrentStep.of(status, 0, List.of(), List.of(debts), settled);
    }

    private static Debt debt(Purpose purpose, PaymentStatus status) {
        return new Debt(PAYMENT, purpose, status);
    }

    private static Step step(Kind kind, Status status) {
        return new Step(StepId.next(), new UUID(0, 1), ClientId.next(), kind, "intake", "Intake", 1, 0, status, 0);
    }
}
