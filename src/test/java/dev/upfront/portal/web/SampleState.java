package dev.upfront.portal.web;

import static dev.upfront.portal.web.SamplePages.model;
import static dev.upfront.portal.web.SamplePages.page;
import static dev.upfront.portal.web.SamplePages.paid;
import static dev.upfront.portal.web.SamplePages.stages;
import static dev.upfront.portal.web.SamplePages.summary;

import dev.upfront.portal.StepPage.Movement;
import dev.upfront.portal.Summary.Figure;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The states of the client's pages that must be drawn well. */
enum SampleState {
    OFFERINGS("portal/offerings", Map.of("offerings", List.of(
            new OfferingCard("coaching-60", "Coaching session", "60 minutes · Video call", "An hour for one question that matters to you at work. We agree on one next step.", "€120.00", "€40.00 when booking, €80.00 after the session", "With Ada Lindt or Grace Hopp"),
            new OfferingCard("taster", "First conversation", "20 minutes · Video call", "We get to know each other.", "Free", "Nothing to pay", "With Ada Lindt"),
            new OfferingCard("strategy", "Strategy afternoon for small firms and their founders", "3 hours · Lindenhof 4, Berlin", "Half a day on the next year of your firm.", "€480.00", "Paid when booking", "With Grace Hopp")),
            "packages", List.of(new OfferingsController.PackageCard("ten-sessions", "Ten sessions", "10 sessions", "For a longer way together.", "€1,000.00", "€100.00 each")),
            "plans", List.of(new OfferingsController.PlanCard("coaching-monthly", "Coaching, month by month", "4 sessions every month", "At a time that becomes yours.", "€360.00", "every month, until you cancel")))),
    NO_OFFERINGS("portal/offerings", Map.of("offerings", List.of(), "packages", List.of(), "plans", List.of())),
    BOOK("portal/book", book(false, null)),
    BOOK_EMPTY_WEEK("portal/book", book(true, "This time has passed. Nothing was booked; please choose another one.")),
    DETAILS("portal/details", details(Map.of(), null, Map.of())),
    DETAILS_REFUSED("portal/details", details(Map.of("name", "Please give your name.", "mail", "This does not look like a mail address: check it, please.", "agreed", "Please tick this to go on."), null, Map.of())),
    DETAILS_TAKEN("portal/details", details(Map.of(), "Somebody else has just taken Thursday 26 November, 10:00. Nothing was booked and nothing is charged.",
            Map.of("2026-11-26T10:00:00Z", "Thursday 26 November, 11:00–12:00", "2026-11-27T10:00:00Z", "Friday 27 November, 11:00–12:00"))),
    WAIT("portal/wait", Map.of("page", page("One moment", 1, summary("Held for you until 10:42")), "wait", new StateView.Wait("One moment", "We are preparing the next step for you.", "Usually this takes less than a second; the page moves on by itself."))),
    PAY("portal/pay", Map.of("page", page("Pay the deposit", 3, summary("Held for you until 10:42")), "pay", new StateView.Pay("1", "Pay the deposit", "The time is yours as soon as this is paid.", "€40.00", "€80.00", "after the session on Thursday 26 November, from the same card",
            "By continuing you let Lindenhof Coaching keep this card at Stripe and collect the balance of €80.00 from it after the session. You are told when that happens."))),
    CONFIRMED("portal/confirmed", Map.of("page", page("Confirmed", 5, paid(), SamplePages.deposit()), "confirmed", new StateView.Confirmed("Thursday 26 November, 10:00–11:00 with Ada Lindt. A confirmation is on its way to you.", List.of("You get a reminder by mail before the session.", "After the session €80.00 is collected from the card you paid with, and you get a receipt."), null, true))),
    MOVED("portal/confirmed", Map.of("page", page("Confirmed", 5, paid(), SamplePages.deposit()), "confirmed", new StateView.Confirmed("Thursday 26 November, 10:00–11:00 with Ada Lindt. A confirmation is on its way to you.", List.of("You get a reminder by mail before the session.", "After the session €80.00 is collected from the card you paid with, and you get a receipt."), "It was moved from Wednesday 25 November, 10:00–11:00 to Thursday 26 November, 10:00–11:00 (Berlin time). What you paid stays with it.", true))),
    BALANCE_DUE("portal/told", told("done", "The balance is open", List.of("Your session took place. The card on file was declined, so please pay the balance here."), new StateView.Debt("1", "Balance", "PAY-9QXW", "€80.00"), null, SamplePages.deposit(), new Movement("26 Nov 2026", "Balance", "PAY-9QXW", "waiting", "Waiting for you", "€80.00"))),
    DELIVERED("portal/told", told("done", "Thank you, everything is settled", List.of("Your session took place and is paid in full."), null, "/book/coaching-60", SamplePages.deposit(), new Movement("26 Nov 2026", "Balance", "PAY-9QXW", "done", "Paid", "€80.00"))),
    CANCELLED("portal/told", told("neutral", "This booking is cancelled", List.of("€40.00 goes back to the card you paid with. Banks usually take 5 to 10 days to show it."), null, "/book/coaching-60", SamplePages.deposit(), new Movement("22 Nov 2026", "Refund", "REF-11", "waiting", "On its way", "−€40.00"))),
    NOT_SHOWN("portal/told", told("neutral", "You missed this session", List.of("The fee of €60.00 by the terms you booked with is being reviewed by the practice. Nothing is charged before that."), null, "/book/coaching-60", SamplePages.deposit())),
    EXPIRED("portal/told", told("waiting", "The time is free again", List.of("It was held for you until 10:42 and not everything was done by then. Nothing was charged."), null, "/book/coaching-60")),
    CANCEL("portal/cancel", Map.of("page", page("Cancel", 5, paid()), "cancel", new CancelView("The session starts in less than 24 hours, so half of the price is kept as a fee.", null, null, "€40.00", "€60.00", "50% of the price, as agreed when you booked", "€40.00", null, "", "€20.00", "collected from the card you paid with, or by a link we send you", "x", "Cancel and owe €20.00", true))),
    CANCEL_FREE("portal/cancel", Map.of("page", page("Cancel", 5, paid()), "problem", "The amounts have changed since you opened this page. Please look at them again.", "cancel", new CancelView("Cancelling now is free of charge.", "comes back", "of Ten sessions", "€40.00", null, null, null, "€40.00", "to the card you paid with, usually within 5 to 10 days", null, null, "x", "Cancel and get €40.00 back", true))),
    CREDITS("portal/credits", credits(3, 1, 6, new StateView.Renewal("10 sessions for €1,000.00", "until 31 Mar 2027", "It is charged to your Visa ending in 4242 now.", 1))),
    CREDITS_NONE_LEFT("portal/credits", credits(9, 1, 0, null)),
    PAY_RETAINER("portal/pay", Map.of("page", page("Pay for the first period", 3, summary(null)), "renewsError", "Please tick this if you agree to it. Nothing was charged.", "pay",
            new StateView.Pay("1", "Pay for the first period", "Your 4 sessions can be booked as soon as this is paid.", "€360.00", "€360.00", "every month from 28 Dec 2026 on", null,
                    new StateView.Renewing(List.of("€360.00 is charged every month.", "You can cancel online at any time."), "I agree that Lindenhof Coaching keeps my card at Stripe.")))),
    KEEP_CARD("portal/keep-card", Map.of("page", page("Keep a card for your trial", 3, summary(null)), "card", new StateView.GiveCard("Keep a card for your trial", "Your 14 free days begin as soon as a card is kept.",
            "on 12 Dec 2026", "€19.00", new StateView.Renewing(List.of("The first 14 days are free."), "I agree that Lindenhof Coaching keeps my card at Stripe.")))),
    RETAINER("portal/retainer", retainer(true)),
    RETAINER_WITHOUT_SESSIONS("portal/retainer", retainer(false)),
    RETAINER_CANCEL("portal/retainer-change", Map.of("page", page("Cancel", 5, paid()), "consequence", consequence("Cancel “Coaching, month by month”?", "danger"))),
    RETAINER_PAUSE("portal/retainer-pause", Map.of("page", page("Pause", 5, paid()), "terms", "While it is paused nothing is charged.", "until", "2027-01-31", "first", "2026-11-27", "last", "2027-11-26",
            "consequence", consequence("Paused until 31 Jan 2027", ""))),
    RETAINER_PLANS("portal/retainer-plans", Map.of("page", page("Change the plan", 5, paid()), "plans", List.of(new RetainerChangePages.Other("Six sessions", "6 sessions every month", "€510.00 every month", "For when much is moving.",
            "/s/abc/retainer/plan/six", "From 28 Dec 2026 on", "/s/abc/retainer/plan/six?when=NOW", "From now on, €80.00 today")))),
    RETAINER_NO_PLANS("portal/retainer-plans", Map.of("page", page("Change the plan", 5, paid()), "plans", List.of())),
    MOVE("portal/move", Map.of("page", page("Move", 5, paid()), "week", SamplePages.week(false), "zone", SamplePages.zone())),
    MOVE_CONFIRM("portal/move", Map.of("page", page("Move", 5, paid()), "week", SamplePages.week(false), "zone", SamplePages.zone(), "chosen", SamplePages.WHEN)),
    NO_LINK("portal/no-link", Map.of()),
    ERROR_403("error/403", Map.of()), ERROR_404("error/404", Map.of()), ERROR_4XX("error/4xx", Map.of()), ERROR_429("error/429", Map.of()), ERROR_5XX("error/5xx", Map.of()), ERROR_503("error/503", Map.of());

    private final String template;
    private final Map<String, Object> more;

    SampleState(String template, Map<String, Object> more) {
        this.template = template;
        this.more = more;
    }

    String draw() {
        return Drawing.of(name().toLowerCase(Locale.ROOT).replace('_', '-'), template, model(more));
    }

    private static Map<String, Object> book(boolean empty, @Nullable String problem) {
        var model = new HashMap<String, Object>(Map.of("summary", summary(null), "line", "60 minutes · Video call", "description", "An hour for one question that matters to you at work.",
                "givers", List.of(new Giver("Anyone", "/book/coaching-60", true), new Giver("Ada Lindt", "/book/coaching-60?provider=1", false), new Giver("Grace Hopp", "/book/coaching-60?provider=2", false)),
                "week", SamplePages.week(empty), "zone", SamplePages.zone(), "packages", List.of(new BookPages.CheaperBy("/packages/ten-sessions", "Ten sessions", "10 sessions, €100.00 each"))));
        model.put("problem", problem);
        return model;
    }

    private static Map<String, Object> details(Map<String, String> errors, @Nullable String problem, Map<String, String> others) {
        var model = new HashMap<String, Object>(Map.of("summary", summary(null), "stages", stages(0), "errors", errors, "others", others, "weekAddress", "/book/coaching-60",
                "consent", "I have read the terms beside this form: free to cancel or move until 24 hours before, later cancelling costs 50% of the price.", "next", "Nothing is charged on this page.",
                "details", new DetailsForm("coaching-60", "key", "1", "2026-11-26T09:00:00Z", "Europe/Berlin", "Maja", "maja@", "", false, "credit"), "ways", List.of(new BookPages.PayWay("credit", "With one of 7 sessions left of Ten sessions", true, new Figure("now", "Due today", "with a session of Ten sessions", "Nothing")), new BookPages.PayWay("money", "With money: €40.00 today", false, new Figure("later", "Due today", "with money", "€40.00")))));
        model.put("problem", problem);
        return model;
    }

    private static Map<String, Object> credits(int used, int held, int free, StateView.@Nullable Renewal renewal) {
        return Map.of("page", page("7 sessions are left", 5, paid(), SamplePages.deposit()), "credits", new StateView.CreditsLeft(free + " sessions are left", "Book them for sessions until 31 Mar 2027.", used + held + free,
                free, held, used, 0, free == 0 ? List.of() : List.of(new StateView.Way("/book/coaching-60", "Book Coaching session", null), new StateView.Way("/book/career-check", "Book Career check", "and €60.00")), renewal, null));
    }

    private static Map<String, Object> retainer(boolean sessions) {
        return Map.of("page", page("Coaching, month by month", 5, paid()), "retained", new StateView.Retained("done", "Running", "Coaching, month by month", "It renews by itself on 28 Dec 2026.",
                sessions ? new StateView.NextCharge("Next charge", "28 Dec 2026", "by itself, from your Visa ending in 4242", "€360.00") : null, sessions,
                sessions ? List.of(new StateView.CreditsUntil(3, 1, "until 28 Dec 2026")) : List.of(), sessions ? List.of(new StateView.Way("/book/coaching-60", "Book Coaching session", null)) : List.of(),
                sessions ? "Visa ending in 4242, expires 12/2027" : null, sessions ? List.of(new StateView.PeriodRow("28 Nov 2026 to 28 Dec 2026", "With the set-up fee of €50.00", "PAY-1", "done", "Paid", "€410.00")) : List.of(),
                List.of("€360.00 is charged every month."), new StateView.Deeds(sessions, false, sessions, true)));
    }

    private static RetainerChangePages.Consequence consequence(String title, String kind) {
        return new RetainerChangePages.Consequence(title, "It is still charged as you agreed, and then ends.", List.of(new Figure("total", "It ends on", null, "28 Jan 2027"),
                new Figure("now", "Charged from now on", "altogether", "€360.00")), List.of("What is paid for stays yours until then."), "/cancel", Map.of("seen", "x"), "Cancel and still pay €360.00", kind, "Keep it");
    }

    private static Map<String, Object> told(String kind, String title, List<String> sentences, StateView.@Nullable Debt debt, @Nullable String again, Movement... movements) {
        return Map.of("page", page(title, 5, paid(), movements), "told", new StateView.Told(kind, title, sentences, debt, again));
    }
}
