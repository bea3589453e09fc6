package dev.upfront.ops.web.money;

import dev.upfront.catalog.Practice;
import dev.upfront.client.Clients;
import dev.upfront.engine.Incident;
import dev.upfront.engine.Incidents;
import dev.upfront.ledger.Account;
import dev.upfront.ledger.Ledger;
import dev.upfront.ledger.TrialBalance;
import dev.upfront.ops.web.Operate;
import dev.upfront.ops.web.Waiting;
import dev.upfront.ops.web.Wording;
import dev.upfront.payment.PaymentId;
import dev.upfront.payment.Payments;
import dev.upfront.payment.RefundId;
import dev.upfront.payment.StripeCheckup;
import dev.upfront.payment.StuckMoney;
import java.util.Comparator;
import java.util.Currency;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** Money that is stuck, oldest first, and where all the money is. */
@Controller
class MoneyController {

    private final Waiting waiting;
    private final Clients clients;
    private final Payments payments;
    private final Ledger ledger;
    private final Decisions decisions;
    private final Operate operate;
    private final Incidents incidents;
    private final StripeCheckup stripe;

    MoneyController(Waiting waiting, Clients clients, Payments payments, Ledger ledger, Decisions decisions, Operate operate,
            Incidents incidents, StripeCheckup stripe) {
        this.waiting = waiting;
        this.clients = clients;
        this.payments = payments;
        this.ledger = ledger;
        this.decisions = decisions;
        this.operate = operate;
        this.incidents = incidents;
        this.stripe = stripe;
    }

    /** A flow that stopped and has no money of its own in the list, such as a booking's before anything is owed. */
    record Stopped(String since, String message, @Nullable String process) {
    }

    /** What stands on the book's accounts in one currency, as people say it: never less than nothing. */
    record Totals(String currency, String atStripe, String receivable, String unearned, String earned, String refunds) {
    }

    @GetMapping("/ops/money")
    String money(@RequestParam(defaultValue = "") String show, @ModelAttribute("practice") Practice practice, @ModelAttribute("words") Wording words, Model model) {
        var stopped = incidents.open();
        var all = waiting.stuckMoney().stream().sorted(Comparator.comparing(StuckMoney::since)).map(stuck -> row(stuck, stopped, words)).toList();
        var decisionsOnly = show.equals("decisions");
        model.addAttribute("decisionsOnly", decisionsOnly);
        model.addAttribute("waits", all.size());
        model.addAttribute("decisions", all.stream().filter(StuckRow::needsYou).count());
        model.addAttribute("rows", all.stream().filter(row -> !decisionsOnly || row.needsYou()).toList());
        model.addAttribute("stopped", stopped.stream().filter(incident -> all.stream().noneMatch(row -> incident.message().equals(row.incident())))
                .map(incident -> new Stopped(words.moment(incident.raisedAt()), incident.message(), operate.instance(incident.processInstanceKey()))).toList());
        var balances = ledger.trialBalance(words.now());
        model.addAttribute("totals", currencies(practice, balances).stream().map(currency -> totals(balances, currency, words)).toList());
        model.addAttribute("eventsWait", stripe.waitingEvents().size());
        return "ops/money";
    }

    private StuckRow row(StuckMoney stuck, List<Incident> stopped, Wording words) {
        var payment = stuck.kind() == StuckMoney.Kind.PAYMENT ? new PaymentId(stuck.id()) : payments.refund(new RefundId(stuck.id())).paymentId();
        var incident = stopped.stream().filter(each -> each.message().contains(stuck.reference())).findFirst();
        return new StuckRow(stuck, clients.client(stuck.clientId()).name(), words.money(stuck.amount()), "/ops/payments/" + payment,
                words.age(stuck.since()), words.moment(stuck.since()), decisions.about(stuck), incident.map(Incident::message).orElse(null),
                incident.map(each -> operate.instance(each.processInstanceKey())).orElseGet(() -> waitsAt(stuck)));
    }

    private @Nullable String waitsAt(StuckMoney stuck) {
        return stuck.kind() == StuckMoney.Kind.PAYMENT
                ? operate.waitingAt(stuck.id(), "dunning.awaitMoney", "ops.decide", "payment.payOnline")
                : operate.waitingAt(stuck.id(), "ops.decideRefund", "payment.awaitRefund");
    }

    private static LinkedHashSet<Currency> currencies(Practice practice, TrialBalance balances) {
        var all = new LinkedHashSet<>(List.of(practice.currency()));
        balances.currencies().stream().map(Currency::getInstance).forEach(all::add);
        return all;
    }

    private static Totals totals(TrialBalance balances, Currency currency, Wording words) {
        return new Totals(currency.getCurrencyCode(), words.money(balances.balance(Account.STRIPE_BALANCE, currency)),
                words.money(balances.balance(Account.RECEIVABLE, currency)), words.money(balances.balance(Account.UNEARNED, currency).negated()),
                words.money(balances.earned(currency)), words.money(balances.balance(Account.REFUNDS, currency).negated()));
    }
}
