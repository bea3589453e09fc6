package dev.upfront.ops.web.client;

import dev.upfront.client.Client;
import dev.upfront.ops.web.Happening;
import dev.upfront.ops.web.Wording;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Weaves the chapters of a client's record into one timeline, latest first, page by page. */
@Component
class ClientTimeline {

    static final int PAGE = 50;
    /** More happenings than that at one instant are not paged through. */
    private static final int MOST_AT_ONCE = 500;

    private final List<Chapter> chapters;

    ClientTimeline(List<Chapter> chapters) {
        this.chapters = chapters;
    }

    /** @param earlier where the next page begins, for {@link #page}; null on the last one */
    record Page(List<Filter> filters, String show, List<Happening> happenings, @Nullable String earlier) {
    }

    record Filter(String key, String word, boolean chosen) {
    }

    /** Where a page begins: at that instant, leaving out so many happenings of it that were shown before. */
    private record From(Instant at, int skip) {

        static From parse(String text, Instant now) {
            try {
                var parts = text.split("~", 2);
                var at = Instant.parse(parts[0]);
                return new From(at.isAfter(now) || at.isBefore(Instant.EPOCH) ? now : at, Math.clamp(Integer.parseInt(parts[1]), 0, MOST_AT_ONCE));
            } catch (DateTimeException | NumberFormatException | ArrayIndexOutOfBoundsException first) {
                return new From(now, 0);
            }
        }
    }

    /**
     * @param show the key of the only chapter to show; all when there is none of that name
     * @param before where the page begins, as the page before said; the latest when it says nothing
     */
    Page page(Client client, String show, String before, Wording words) {
        var chosen = chapters.stream().filter(chapter -> chapter.key().equals(show)).findFirst();
        var from = From.parse(before, words.now());
        var wanted = from.skip() + PAGE + 1;
        var found = chosen.map(List::of).orElse(chapters).stream()
                .flatMap(chapter -> chapter.latest(client, from.at(), wanted, words).stream())
                .sorted(Comparator.comparing(Happening::at).reversed())
                .skip(from.skip()).limit(PAGE + 1).toList();
        var shown = found.subList(0, Math.min(PAGE, found.size()));
        return new Page(filters(chosen.orElse(null)), chosen.map(Chapter::key).orElse(""), shown, found.size() > PAGE ? earlier(shown, from) : null);
    }

    private static String earlier(List<Happening> shown, From from) {
        var last = shown.getLast().at();
        var alike = (int) shown.stream().filter(happening -> happening.at().equals(last)).count();
        return last + "~" + (last.equals(from.at()) ? from.skip() + alike : alike);
    }

    private List<Filter> filters(@Nullable Chapter chosen) {
        var filters = new ArrayList<>(List.of(new Filter("", "All", chosen == null)));
        chapters.forEach(chapter -> filters.add(new Filter(chapter.key(), chapter.word(), chapter == chosen)));
        return filters;
    }
}
