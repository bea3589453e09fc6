package dev.upfront.portal.web;

import dev.upfront.catalog.Practice;
import dev.upfront.portal.Reader;
import dev.upfront.portal.StepPage;
import dev.upfront.portal.StepPage.Movement;
import dev.upfront.portal.StepPage.Stage;
import dev.upfront.portal.Summary;
import dev.upfront.portal.Summary.Figure;
import dev.upfront.portal.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Models of the client's pages, made up, one per state. */
final class SamplePages {

    static final Reader READER = Reader.of(Locale.UK, Locale.GERMANY, ZoneId.of("Europe/Berlin"));
    static final When WHEN = When.of(Instant.parse("2026-11-26T09:00:00Z"), Instant.parse("2026-11-26T10:00:00Z"), READER, ZoneId.of("Europe/London"));
    static final String POLICY = "Free to cancel or move until 24 hours before. Later, cancelling costs 50% of the price.";
    private static final Practice PRACTICE = new Practice("Lindenhof Coaching", ZoneId.of("Europe/Berlin"), Currency.getInstance("EUR"), "#2f5d50", "hello@lindenhof.example", Locale.GERMANY);
    private static final List<String> STAGES = List.of("Details", "Questions", "Contract", "Pay", "Done");

    private SamplePages() {}

    static Map<String, Object> model(Map<String, ?> more) {
        var model = new HashMap<String, Object>(more);
        model.put("practice", PRACTICE);
        return model;
    }

    static Summary summary(@Nullable String held) {
        return new Summary("Coaching session", "Ada Lindt", WHEN, "Video call", "60 minutes", held,
                List.of(new Figure("now", "Due today", null, "€40.00"), new Figure("later", "Due later", "after the session", "€80.00"),
                        new Figure("total", "Price", null, "€120.00")), "€40.00 today", POLICY);
    }

    static Summary paid() {
        return new Summary("Coaching session", "Ada Lindt", WHEN, "Video call", "60 minutes", null,
                List.of(new Figure("paid", "Paid", null, "€40.00"), new Figure("later", "Due later", "after the session, from your card", "€80.00"),
                        new Figure("total", "Price", null, "€120.00")), "€40.00 paid", POLICY);
    }

    static List<Stage> stages(int current) {
        var stages = new ArrayList<Stage>();
        for (var index = 0; index < STAGES.size(); index++) {
            stages.add(new Stage(STAGES.get(index), index < current ? "done" : index == current ? "current" : "ahead"));
        }
        return stages;
    }

    static StepPage page(String title, int stage, Summary summary, Movement... movements) {
        return new StepPage(title, "/s/abc", stages(stage), summary, "/s/abc/progress?seen=x", false, true, List.of(movements),
                stage < 4 ? Map.of() : Map.of("/s/abc/contract/1.pdf", "Coaching agreement (PDF)"));
    }

    static Movement deposit() {
        return new Movement("22 Nov 2026", "Deposit", "PAY-7K2M", "done", "Paid", "€40.00");
    }

    static Week week(boolean empty) {
        var names = List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
        var days = new ArrayList<Week.Day>();
        for (var index = 0; index < 7; index++) {
            var times = new ArrayList<Week.Time>();
            for (var hour = 9; !empty && index < 5 && index != 1 && hour < 17 - index; hour++) {
                times.add(new Week.Time(hour + ":00", "/book/coaching-60/details?start=" + hour, names.get(index) + " " + hour + ":00", index == 3 ? (hour - 1) + ":00" : null));
            }
            days.add(new Week.Day("day-" + index, names.get(index), names.get(index).substring(0, 2), "" + (23 + index), (23 + index) + " Nov", times));
        }
        return new Week("23 – 29 November", null, "/book/coaching-60?week=2026-11-30", days, "/book/coaching-60?week=2026-12-07", "Monday 7 December", empty ? null : "The smaller time is on Ada Lindt’s clock in London.");
    }

    static ZoneChoice zone() {
        return new ZoneChoice("/book/coaching-60", Map.of("week", "2026-11-23"), "Europe/Berlin", true);
    }
}
