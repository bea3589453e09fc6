package dev.upfront.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.money.Money;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.PaymentStatus;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundStatus;
import dev.upfront.payment.StripeBooks;
import dev.upfront.payment.StripeMovement;
import dev.upfront.payment.StripeUnavailable;
import dev.upfront.reconciliation.Difference.Kind;
import dev.upfront.reconciliation.ReconciliationWorld.Accountant;
import dev.upfront.reconciliation.Run.Outcome;
import dev.upfront.sandbox.MovableClock;
import dev.upfront.sandbox.RoomTest;
import dev.upfront.sandbox.stripe.Failure;
import dev.upfront.sandbox.stripe.RecordedMovement;
import dev.upfront.sandbox.stripe.StripeStandIn;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Stripe's books against ours, with a Stripe that sends no webhook at all. */
@RoomTest
@TestInstance(Lifecycle.PER_METHOD)
@Import(ReconciliationWorld.class)
@TestPropertySource(properties = {"upfront.payment.sweep-interval=1h", "upfront.mail.interval=1h", "upfront.engine.outbox-interval=1h", "upfront.reconciliation.ask-interval=1d",
        "upfront.metrics.interval=1d"})
class ReconciliationTests {

    private static final String CARD_WHOSE_REFUNDS_ARE_SLOW = "4000000000007726";
    private static final String CARD_WHOSE_REFUNDS_FAIL = "4000000000005126";
    private static final Currency EURO = Currency.getInstance("EUR");

    @Autowired Reconciliation reconciliation;
    @Autowired ReconciliationView view;
    @Autowired Accountant accountant;
    @Autowired Payments payments;
    @Autowired ReconciliationMetrics metrics;
    @Autowired MeterRegistry registry;
    @Autowired RunRepository runs;
    @Autowired Movements movements;
    @Autowired StripeBooks stripeBooks;
    @Autowired Ledger ledger;
    @Autowired StripeStandIn stripe;
    @Autowired MovableClock clock;
    @Autowired JdbcClient database;
    @Autowired TransactionTemplate transaction;

    @BeforeEach
    void booksThatAgree() {
        clock.advance(Duration.ofDays(2));
        assertThat(accountant.run().outcome()).as("what the tests before left").isEqualTo(Outcome.BALANCED);
    }

    @AfterEach
    void everythingWorksAgain() {
        stripe.switches().reset();
        stripe.settleRefundsAfter(Duration.ofHours(1));
        view.open().forEach(difference -> reconciliation.resolve(difference.id(), "Test", "It was a test."));
    }

    @Test
    void aMissedWebhookIsAppliedAsIfItHadCome() {
        var payment = accountant.paidAtStripe(4_000);
        assertThat(payments.payment(payment).status()).isEqualTo(PaymentStatus.OWED);

        var run = accountant.run();

        assertThat(payments.payment(payment).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(run.outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(run.missedEvents()).isPositive();
    }

    @Test
    void feesAreBookedOnceAndTheBalanceIsStripesOwn() {
        var before = fees();
        var apart = apart();
        var payment = accountant.paidAtStripe(8_000);

        accountant.run();
        accountant.run();

        assertThat(fees().minus(before)).as("1.5 % and 25 cents").isEqualTo(euros(145));
        assertThat(ledger.balance(Account.STRIPE_FEES, payments.payment(payment).subject().id(), EURO)).isEqualTo(euros(145));
        assertThat(apart()).isEqualTo(apart);
    }

    @Test
    void aChargeThatNobodyKnowsIsACaseUntilSomebodySaysWhatItWas() {
        var intent = accountant.chargedByOthers(1_500);

        var run = accountant.run();

        assertThat(run.outcome()).isEqualTo(Outcome.DIFFERENCES);
        assertThat(run.newDifferences()).isOne();
        var difference = view.open().getFirst();
        assertThat(difference).extracting(Difference::kind, Difference::about, Difference::stripe).containsExactly(Kind.CHARGE_UNKNOWN, intent, euros(1_500));
        assertThat(accountant.run().newDifferences()).as("found again it is the same case").isZero();
        assertThat(view.open()).hasSize(1);

        assertThatThrownBy(() -> reconciliation.resolve(difference.id(), "Ada", " ")).hasMessageContaining("what it was");
        assertThat(reconciliation.resolve(difference.id(), "Ada", "The market stall's card reader.")).isTrue();

        assertThat(accountant.run().outcome()).as("what was noted is not raised again").isEqualTo(Outcome.BALANCED);
    }

    @Test
    void aPaymentThatStripeDoesNotHaveIsACaseThatClosesByItselfOnceItIsThere() {
        var payment = accountant.paidAtStripe(4_000);
        var movement = latestMovement();
        stripe.bank().listed(movement.id(), false);
        accountant.takeIn();
        clock.advance(Duration.ofHours(2));

        accountant.run();

        assertThat(view.open()).extracting(Difference::kind, Difference::payment).contains(tuple(Kind.PAYMENT_UNKNOWN, payment));

        stripe.bank().listed(movement.id(), true);
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(view.resolved(2)).allSatisfy(difference -> assertThat(difference.resolvedBy()).isEqualTo("Upfront"));
    }

    @Test
    void aMovementThatNoListEverShowedIsMissingFromTheBalanceAndFoundOnceItIsListed() {
        accountant.chargedByOthers(1_500);
        var movement = latestMovement();
        stripe.bank().listed(movement.id(), false);

        accountant.run();

        assertThat(view.open()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.BALANCE_DIFFERS);
            assertThat(difference.stripe().minus(difference.ours())).isEqualTo(euros(movement.net()));
            assertThat(difference.why()).contains("of which the list told nothing");
        });

        clock.advance(Duration.ofDays(40)); // far beyond any overlap
        accountant.run();
        stripe.bank().listed(movement.id(), true);
        accountant.run();
        assertThat(view.open()).as("everything was read anew").extracting(Difference::kind).containsExactly(Kind.CHARGE_UNKNOWN);
    }

    @Test
    void aBalanceThatMovesWhileItsMovementsAreReadRaisesNoFalseAlarm() throws Exception {
        try (var others = Executors.newSingleThreadExecutor()) {
            var charging = others.submit(() -> {
                for (int charge = 0; charge < 60; charge++) {
                    accountant.chargedByOthers(700);
                }
            });
            do {
                accountant.run();
                assertThat(view.open()).noneMatch(difference -> difference.kind() == Kind.BALANCE_DIFFERS);
            } while (!charging.isDone());
            charging.get();
            accountant.run();
            assertThat(view.open()).hasSize(60).allMatch(difference -> difference.kind() == Kind.CHARGE_UNKNOWN);
        }
    }

    @Test
    void anotherAmountThanOursIsACaseThatNamesThePayment() {
        var payment = accountant.paidAtStripe(4_000);
        stripe.bank().becomes(latestMovement().id(), 3_900, 85);

        accountant.run();

        assertThat(view.open()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.AMOUNT_DIFFERS);
            assertThat(difference.payment()).isEqualTo(payment);
            assertThat(difference.why()).contains(payments.payment(payment).reference(), "EUR 40.00", "EUR 39.00");
        });
    }

    @Test
    void aChargeThatStripeSettledInAnotherCurrencyIsOneCaseAndStopsNothing() {
        var payment = accountant.paidAtStripe(4_000);
        stripe.bank().settledIn("usd", latestMovement().id(), 4_300, 90);
        var other = accountant.paidAtStripe(8_000);

        accountant.run();

        assertThat(view.open()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.AMOUNT_DIFFERS);
            assertThat(difference.payment()).isEqualTo(payment);
            assertThat(difference.stripe()).isEqualTo(Money.of(4_300, "USD"));
            assertThat(difference.why()).contains(payments.payment(payment).reference(), "EUR 40.00", "USD 43.00", "a bank account in EUR");
        });
        assertThat(ledger.balance(Account.STRIPE_FEES, payments.payment(other).subject().id(), EURO)).isEqualTo(euros(145));
        assertThat(accountant.run().newDifferences()).as("the same case").isZero();

        accountant.refundAtStripe(intentOf(payment), 1_000); // leaves in the currency of the charge
        accountant.run();
        assertThat(view.open()).singleElement().extracting(Difference::kind).isEqualTo(Kind.AMOUNT_DIFFERS);
    }

    @Test
    void aFeeThatIsAnotherThanTheOneBookedIsACase() {
        accountant.paidAtStripe(4_000);
        var before = fees();
        accountant.run();
        assertThat(fees().minus(before)).isEqualTo(euros(85));
        var movement = latestMovement();
        stripe.bank().becomes(movement.id(), 4_000, 100);

        accountant.run();

        assertThat(view.open()).filteredOn(difference -> difference.kind() == Kind.FEE_DIFFERS).singleElement().satisfies(difference -> {
            assertThat(difference.about()).isEqualTo(movement.id());
            assertThat(difference.stripe()).isEqualTo(euros(100));
            assertThat(difference.ours()).isEqualTo(euros(85));
        });
        assertThat(view.open()).as("Stripe's balance is less by it").anyMatch(difference -> difference.kind() == Kind.BALANCE_DIFFERS);
        assertThat(fees().minus(before)).as("what was booked stands until somebody has asked").isEqualTo(euros(85));
        stripe.bank().becomes(movement.id(), 4_000, 85);
        accountant.run();
        assertThat(view.open()).noneMatch(difference -> difference.kind() == Kind.BALANCE_DIFFERS);
    }

    @Test
    void anOutcomeThatHasBeenUnknownForDaysIsACaseThatClosesByItself() {
        var payment = accountant.askedWithoutAnAnswer(8_000);
        clock.advance(Duration.ofDays(2));
        stripe.switches().failNext(10_000, Failure.SERVER_ERROR_500, "GET /v1/payment_intents");
        assertThat(accountant.run().outcome()).as("two days are not long").isEqualTo(Outcome.BALANCED);

        clock.advance(Duration.ofDays(2));
        accountant.run();
        assertThat(view.open()).filteredOn(difference -> difference.kind() == Kind.OUTCOME_UNKNOWN).singleElement().satisfies(difference -> {
            assertThat(difference.payment()).isEqualTo(payment);
            assertThat(difference.ours()).isEqualTo(euros(8_000));
            assertThat(difference.why()).contains("For 4 days", payments.payment(payment).reference(), "was collected");
        });
        clock.advance(Duration.ofDays(1));
        assertThat(accountant.run().newDifferences()).as("the same case").isZero();
        assertThat(view.open()).anyMatch(difference -> difference.why().contains("For 5 days"));

        stripe.switches().reset();
        accountant.chargeCard(payment);
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(payments.payment(payment).status()).isEqualTo(PaymentStatus.PAID);
        assertThat(view.resolved(20)).anyMatch(difference -> difference.kind() == Kind.OUTCOME_UNKNOWN && "Upfront".equals(difference.resolvedBy()) && payment.equals(difference.payment()));
    }

    @Test
    void aRefundMadeAtStripeDirectlyIsACase() {
        var payment = accountant.paidAtStripe(4_000);
        accountant.run();

        accountant.refundAtStripe(intentOf(payment), 1_000);
        accountant.run();

        assertThat(view.open()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.REFUND_DIFFERS);
            assertThat(difference.payment()).isEqualTo(payment);
            assertThat(difference.stripe()).isEqualTo(euros(1_000));
        });
        assertThat(view.open()).as("the sums are explained by it").noneMatch(difference -> difference.kind() == Kind.BALANCE_DIFFERS);
    }

    /** As when a busy account is read anew: PostgreSQL takes 65,535 parameters of a statement. */
    @Test
    void moreThanAStatementTakesParametersIsReadAndComparedAtOnce() {
        var at = clock.instant();
        var many = IntStream.range(0, 70_000).mapToObj(number -> new StripeMovement("txn_many_" + number, StripeMovement.Kind.CHARGE, "charge", euros(1), euros(0),
                "ch_many_" + number, "pi_many_" + number, null, at)).toList();
        var intents = many.stream().map(StripeMovement::intent).collect(Collectors.toSet());

        assertThat(movements.withOtherFee(many)).isEmpty();
        assertThat(movements.of(intents)).isEmpty();
        assertThat(stripeBooks.held(intents, at)).isEmpty();
        movements.belongTo("po_many", many.stream().map(StripeMovement::id).toList());
        database.sql("insert into reconciliation.unsettled select 'pi_many_' || number from generate_series(0, 69999) number").update();
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(database.sql("select count(*) from reconciliation.unsettled where intent like 'pi_many_%'").query(Integer.class).single()).isZero();
    }

    @Test
    void whatOurRowsSayOfAPaymentIsFoundWithoutReadingThoseOfAllOthers() {
        transaction.executeWithoutResult(status -> {
            database.sql("""
                            insert into payment.payment (id, reference, client, subject, subject_reference, subject_kind, payer, purpose, amount_minor, collected_minor, refunding_minor,
                                refunded_minor, currency, status, description, keep_card, created_at, settled_at, asks, reminders, decision_waits, version)
                            select id, 'PAY-' || id, id, id, 'UP-1', 'BOOKING', id, 'FULL_PRICE', 4000, 4000, 0, 1000, 'EUR', 'PAID', '', false, now(), now(), 0, 0, false, 0
                            from (select gen_random_uuid() as id from generate_series(1, 3000)) as made""").update();
            database.sql("""
                            insert into payment.attempt (id, payment, kind, status, amount_minor, currency, customer, payment_method, intent, collected_minor, sent_count, created_at,
                                settled_at, checks, version)
                            select id, id, 'CARD', 'SUCCEEDED', 4000, 'EUR', 'cus_1', 'pm_1', 'pi_' || id, 4000, 1, now(), now(), 0, 0 from payment.payment where reference = 'PAY-' || id""").update();
            database.sql("""
                            insert into payment.refund (id, reference, payment, subject, attempt, name, amount_minor, currency, reason, source, requested_by, status, tries, sent_count,
                                created_at, settled_at, checks, version)
                            select id, 'RF-' || id, id, id, id, 'test', 1000, 'EUR', 'GOODWILL', 'UNEARNED', 'Ada', 'SUCCEEDED', 1, 1, now(), now(), 0, 0
                            from payment.payment where reference = 'PAY-' || id""").update();
            database.sql("""
                            insert into payment.disputed (dispute, payment, attempt, amount_minor, currency, counted_minor, state, fee_minor, fee_currency, fees, opened_at, version)
                            select 'dp_' || id, id, id, 500, 'EUR', 500, 'WITHDRAWN', 0, 'EUR', 0, now(), 0 from payment.payment where reference = 'PAY-' || id""").update();
            database.sql("analyze payment.payment, payment.attempt, payment.refund, payment.disputed").update();
            var intents = database.sql("select 'pi_' || id from payment.payment where reference = 'PAY-' || id").query(String.class).list();
            var wholeTables = "select coalesce(sum(seq_tup_read), 0) from pg_stat_xact_user_tables where schemaname = 'payment' and relname in ('refund', 'disputed')";
            var before = database.sql(wholeTables).query(Long.class).single();

            var held = stripeBooks.held(intents.subList(0, 100), clock.instant().plus(Duration.ofDays(4_000)));

            assertThat(held).hasSize(100).allSatisfy(each -> {
                assertThat(each.refunded()).isEqualTo(euros(1_000));
                assertThat(each.disputed()).isEqualTo(euros(500));
            });
            assertThat(database.sql(wholeTables).query(Long.class).single()).as("rows read one after another").isEqualTo(before);
            status.setRollbackOnly();
        });
    }

    @Test
    void aRefundOfOursThatIsUnderWayIsNoCase() {
        var payment = accountant.paidAtStripe(4_000, CARD_WHOSE_REFUNDS_ARE_SLOW);
        accountant.run();
        stripe.settleRefundsAfter(Duration.ofDays(30));
        var refund = accountant.refund(payment, 4_000);
        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.PENDING);

        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(view.open()).isEmpty();
    }

    @Test
    void anEntryOfTheBookThatIsWrongShowsInTheSum() {
        var apart = apart();
        accountant.postWrong(euros(7));

        accountant.run();

        assertThat(view.open()).singleElement().satisfies(difference -> {
            assertThat(difference.kind()).isEqualTo(Kind.BALANCE_DIFFERS);
            assertThat(difference.stripe().minus(difference.ours())).isEqualTo(euros(apart - 7));
        });
        accountant.postWrong(euros(-7));
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
    }

    @Test
    void payoutsAreBookedAndMatchedToWhatTheyAreMadeOf() {
        var apart = apart();
        accountant.paidAtStripe(8_000);
        accountant.run();
        stripe.bank().dailyPayouts(true);
        clock.advance(Duration.ofDays(4));

        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        stripe.bank().dailyPayouts(false);

        var payout = view.payouts(1).getFirst();
        var members = view.membersOf(payout.movement().source());
        assertThat(members).isNotEmpty();
        assertThat(members.stream().map(movement -> movement.net()).reduce(Money::plus).orElseThrow()).isEqualTo(payout.amount());
        assertThat(apart()).isEqualTo(apart);
        assertThat(ledger.balance(Account.BANK, EURO).isPositive()).isTrue();
    }

    @Test
    void aPayoutThatATryReadButDidNotComeToMatchIsMatchedByTheNext() {
        accountant.paidAtStripe(8_000);
        stripe.bank().dailyPayouts(true);
        clock.advance(Duration.ofDays(4));
        movements.keep(stripeBooks.movementsSince(clock.instant().minus(Duration.ofDays(7)))); // then Stripe wanted no more questions
        stripe.bank().dailyPayouts(false);
        var payout = view.payouts(1).getFirst().movement().source();
        assertThat(view.payout(payout)).get().extracting(ReconciliationView.Payout::parts).as("nobody says that it was made by hand").isNull();

        accountant.run();

        assertThat(view.payout(payout)).get().extracting(ReconciliationView.Payout::parts).isEqualTo(view.membersOf(payout).size());
        assertThat(view.membersOf(payout)).isNotEmpty();
    }

    @Test
    void aPayoutIsAskedAboutUntilStripeHasFoundOutWhatItIsMadeOf() {
        accountant.paidAtStripe(8_000);
        stripe.bank().reconcilesPayouts(false);
        stripe.bank().dailyPayouts(true);
        clock.advance(Duration.ofDays(4));
        stripe.bank().dailyPayouts(false);

        assertThat(accountant.run().outcome()).as("nothing differs").isEqualTo(Outcome.BALANCED);
        var payout = view.payouts(1).getFirst().movement().source();
        assertThat(view.payout(payout)).get().extracting(ReconciliationView.Payout::parts).as("nobody says that it was made by hand").isNull();

        stripe.bank().reconcilesPayouts(true);
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(view.membersOf(payout)).isNotEmpty();
        assertThat(view.payout(payout)).get().extracting(ReconciliationView.Payout::parts).isEqualTo(view.membersOf(payout).size());
    }

    @Test
    void aPayoutThatWasMadeByHandIsSaidToBe() {
        accountant.paidAtStripe(8_000);
        clock.advance(Duration.ofDays(4));
        stripe.bank().paysOutByHand();

        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);

        assertThat(view.payouts(1).getFirst().parts()).isZero();
    }

    @Test
    void aPayoutThatTheBankSendsBackIsBookedBackAndIsPartOfTheNextOne() {
        var apart = apart();
        accountant.paidAtStripe(8_000);
        stripe.bank().dailyPayouts(true);
        clock.advance(Duration.ofDays(4));
        accountant.run();
        stripe.bank().dailyPayouts(false);
        var payout = view.payouts(1).getFirst();
        assertThat(payout.cameBack()).isFalse();
        var atTheBank = ledger.balance(Account.BANK, EURO);

        stripe.bank().sendsBack(payout.movement().source());
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);

        assertThat(ledger.balance(Account.BANK, EURO)).isEqualTo(atTheBank.minus(payout.amount()));
        assertThat(view.payout(payout.movement().source())).get().extracting(ReconciliationView.Payout::cameBack).isEqualTo(true);
        assertThat(apart()).isEqualTo(apart);

        stripe.bank().dailyPayouts(true);
        clock.advance(Duration.ofDays(2));
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        stripe.bank().dailyPayouts(false);
        var next = view.payouts(1).getFirst();
        assertThat(next.movement().source()).isNotEqualTo(payout.movement().source());
        assertThat(view.membersOf(next.movement().source())).extracting(StripeMovement::kind).contains(StripeMovement.Kind.PAYOUT_REVERSAL);
        assertThat(view.payout(payout.movement().source())).as("it is still known that it came back").get().extracting(ReconciliationView.Payout::cameBack).isEqualTo(true);
        assertThat(view.membersOf(payout.movement().source())).noneMatch(member -> member.kind() == StripeMovement.Kind.PAYOUT_REVERSAL);
        assertThat(ledger.balance(Account.BANK, EURO)).isEqualTo(atTheBank.minus(payout.amount()).plus(next.amount()));
    }

    @Test
    void aRefundThatFailsDaysLaterIsOnBothBooksAgain() {
        var payment = accountant.paidAtStripe(4_000, CARD_WHOSE_REFUNDS_FAIL);
        accountant.run();
        stripe.settleRefundsAfter(Duration.ofDays(3));
        var refund = accountant.refund(payment, 4_000);
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);
        var apart = apart();

        clock.advance(Duration.ofDays(4));

        var run = accountant.run();
        assertThat(payments.refund(refund).status()).isEqualTo(RefundStatus.FAILED);
        assertThat(run.outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(apart()).isEqualTo(apart);
    }

    @Test
    void booksThatNeverAgreedAreAsOldAsTheFirstQuestion() {
        clock.advance(Duration.ofDays(3));
        transaction.executeWithoutResult(status -> {
            database.sql("update reconciliation.run set outcome = 'DIFFERENCES' where outcome = 'BALANCED'").update();

            metrics.measure();

            assertThat(registry.get("upfront.reconciliation.age").gauge().value())
                    .isEqualTo(Duration.between(runs.first().orElseThrow().askedAt(), clock.instant()).toSeconds()).isGreaterThan(Duration.ofDays(1).toSeconds());
            status.setRollbackOnly();
        });
    }

    @Test
    void whatCanNotBeMeasuredIsNotShownAsItOnceWas() {
        metrics.measure();
        assertThat(registry.find("upfront.reconciliation.age").gauge()).isNotNull();
        transaction.executeWithoutResult(status -> {
            database.sql("alter table reconciliation.run rename to away").update();

            metrics.measure();

            status.setRollbackOnly();
        });
        assertThat(registry.find("upfront.reconciliation.age").gauge()).isNull();
        assertThat(registry.find("upfront.reconciliation.differences").gauge()).isNull();
    }

    @Test
    void aRunOverTheEndOfAMonthBooksInTheMonthInWhichItIsDoneAndMissesNothing() {
        var apart = apart();
        var midnight = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(2).with(TemporalAdjusters.firstDayOfNextMonth()).atStartOfDay().toInstant(ZoneOffset.UTC);
        clock.advanceTo(midnight.minus(Duration.ofMinutes(1)));
        var before = fees();
        accountant.paidAtStripe(4_000);
        var run = reconciliation.ask("Ada");
        reconciliation.takeInMissed(run);
        clock.advance(Duration.ofMinutes(2));
        accountant.paidAtStripe(8_000);
        reconciliation.read(run);
        clock.advance(Duration.ofMinutes(1));

        assertThat(reconciliation.compare(run)).as("what was paid since the events were read is no fault: its news is on its way").isEqualTo(Outcome.BALANCED);
        assertThat(accountant.run().outcome()).isEqualTo(Outcome.BALANCED);

        assertThat(fees().minus(before)).isEqualTo(euros(85 + 145));
        assertThat(apart()).isEqualTo(apart);
    }

    @Test
    void aRunThatIsKilledBeforeItComparesIsLedToItsEndByTheNextProcess() {
        var apart = apart();
        var before = fees();
        accountant.paidAtStripe(4_000);
        var run = reconciliation.ask("Ada");
        assertThat(reconciliation.takeUp(run, 1)).isTrue();
        reconciliation.takeInMissed(run);
        reconciliation.read(run);

        clock.advance(Duration.ofHours(7));
        accountant.paidAtStripe(8_000);
        assertThat(reconciliation.waiting()).contains(run);
        assertThat(reconciliation.ask("Sam")).as("it is still the one").isEqualTo(run);
        assertThat(reconciliation.takeUp(run, 2)).isTrue();

        assertThat(accountant.finish(run).outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(fees().minus(before)).isEqualTo(euros(85 + 145));
        assertThat(apart()).isEqualTo(apart);
        assertThat(reconciliation.takeUp(run, 1)).as("the first process finds nothing to do").isFalse();
        assertThat(reconciliation.waiting()).doesNotContain(run);
    }

    @Test
    void whileStripeIsDownNothingIsConcludedAndLaterEverythingIsCaughtUp() {
        var payment = accountant.paidAtStripe(4_000);
        stripe.switches().down(true);
        var run = reconciliation.ask("Ada");

        assertThatThrownBy(() -> reconciliation.takeInMissed(run)).isInstanceOf(StripeUnavailable.class);
        assertThatThrownBy(() -> reconciliation.read(run)).isInstanceOf(StripeUnavailable.class);
        clock.advance(Duration.ofDays(2));
        stripe.switches().down(false);

        assertThat(reconciliation.ask("Sam")).as("the run that waits is the one").isEqualTo(run);
        assertThat(accountant.finish(run).outcome()).isEqualTo(Outcome.BALANCED);
        assertThat(payments.payment(payment).status()).isEqualTo(PaymentStatus.PAID);
    }

    @Test
    void everyStepMayBeDoneTwiceAndByTwoAtOnce() throws Exception {
        accountant.paidAtStripe(4_000);
        accountant.chargedByOthers(900);
        var before = fees();
        var run = reconciliation.ask("Ada");
        atOnce(() -> reconciliation.takeInMissed(run));
        atOnce(() -> reconciliation.read(run));
        atOnce(() -> reconciliation.compare(run));
        reconciliation.alertStaff(run);
        reconciliation.alertStaff(run);

        assertThat(reconciliation.compare(run)).isEqualTo(Outcome.DIFFERENCES);
        assertThat(view.open()).hasSize(1);
        assertThat(fees().minus(before)).isEqualTo(euros(85));
        assertThat(accountant.mailsAbout(run)).isOne();
    }

    @Test
    void aDayHasOneRunHoweverManyInstancesAskAndAMissedDayIsCaughtUp() throws Exception {
        var zone = ZoneId.of("UTC");
        var morning = LocalDate.ofInstant(clock.instant(), zone).plusDays(1).atTime(4, 0).atZone(zone).toInstant();
        clock.advanceTo(morning);

        assertThat(atOnce(reconciliation::askIfDue).stream().flatMap(Optional::stream).distinct()).hasSize(1);

        accountant.finish(view.latestRuns(1).getFirst().id());
        assertThat(reconciliation.askIfDue()).as("not twice a day").isEmpty();

        clock.advance(Duration.ofDays(3));
        assertThat(reconciliation.askIfDue()).isPresent();
        accountant.finish(view.latestRuns(1).getFirst().id());
    }

    @Test
    void onTheDayOnWhichTheHourIsLeftOutThereIsARunToo() {
        var berlin = ZoneId.of("Europe/Berlin");
        accountant.practiceIn(berlin);
        var night = LocalDate.of(LocalDate.ofInstant(clock.instant(), berlin).getYear() + 1, 3, 28);
        var sunday = night.with(TemporalAdjusters.lastInMonth(java.time.DayOfWeek.SUNDAY));
        clock.advanceTo(sunday.minusDays(1).atTime(12, 0).atZone(berlin).toInstant());
        accountant.run();
        clock.advanceTo(sunday.atTime(2, 30).atZone(berlin).toInstant().plus(Duration.ofMinutes(31)));

        assertThat(reconciliation.askIfDue()).isPresent();
        accountant.finish(view.latestRuns(1).getFirst().id());
        accountant.practiceIn(ZoneId.of("UTC"));
    }

    /** What four instances that do the same at once get; one that is refused gets nothing. */
    private static <A> List<A> atOnce(Callable<A> work) throws InterruptedException {
        try (var instances = Executors.newFixedThreadPool(4)) {
            return instances.invokeAll(Collections.nCopies(4, work)).stream().filter(done -> done.state() == Future.State.SUCCESS).map(Future::resultNow).toList();
        }
    }

    private RecordedMovement latestMovement() {
        return stripe.bank().movements().getLast();
    }

    private String intentOf(PaymentId payment) {
        return database.sql("select intent from payment.attempt where payment = :payment and status = 'SUCCEEDED'").param("payment", payment.value()).query(String.class).single();
    }

    /** How far Stripe's balance is from ours: by what the tests made others do. */
    private long apart() {
        return stripe.bank().balance().getOrDefault("eur", 0L) - ledger.balance(Account.STRIPE_BALANCE, EURO).minor();
    }

    private Money fees() {
        return ledger.balance(Account.STRIPE_FEES, EURO);
    }

    private static Money euros(long minor) {
        return new Money(minor, EURO);
    }
}
