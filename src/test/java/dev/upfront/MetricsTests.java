package dev.upfront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upfront.sandbox.Fixtures;
import dev.upfront.sandbox.Journey;
import dev.upfront.sandbox.TestBrowser;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboard, the alerts and the list of metrics name is what the application publishes. */
@UpfrontTest
@TestInstance(Lifecycle.PER_CLASS)
class MetricsTests {

    private static final Path DOCUMENTS = Path.of("src/docs/observability");
    private static final Pattern WORD = Pattern.compile("[a-z_][a-z0-9_]*(?!\\w|\\s*\\()");
    private static final Set<String> PROMETHEUS_WORDS = Set.of("by", "on", "and", "or", "unless", "without");

    @Autowired Fixtures fixtures;
    @Autowired Journey journey;
    @Autowired JsonMapper json;
    @Value("${upfront.base-address}") URI base;
    private final Set<String> published = new TreeSet<>();

    @Test
    void everyMetricOfTheDashboardIsPublished() throws IOException {
        var dashboard = json.readTree(Files.readString(DOCUMENTS.resolve("dashboard.json")));
        var questions = dashboard.findValuesAsString("expr");
        assertThat(questions).hasSizeGreaterThan(20);
        assertThat(published()).containsAll(metricsIn(questions));
        assertThat(dashboard.findValuesAsString("definition")).allMatch(question -> question.startsWith("label_values(upfront_stuck_money, "));
    }

    @Test
    void everyMetricOfTheAlertsIsPublishedAndEveryAlertSaysWhatToDo() throws IOException {
        Map<String, List<Map<String, List<Map<String, Object>>>>> file = new Yaml().load(Files.readString(DOCUMENTS.resolve("alerts.yaml")));
        var rules = file.get("groups").stream().flatMap(group -> group.get("rules").stream()).toList();

        assertThat(rules).hasSizeGreaterThan(10).allSatisfy(rule -> {
            assertThat(rule.get("alert")).asString().matches("[A-Z][A-Za-z]+");
            assertThat((Map<?, ?>) rule.get("labels")).extracting(labels -> labels.get("severity")).isIn("critical", "warning");
            assertThat((Map<?, ?>) rule.get("annotations")).extracting(Map::keySet).isEqualTo(Set.of("summary", "action"));
        });
        assertThat(published()).containsAll(metricsIn(rules.stream().map(rule -> (String) rule.get("expr")).toList()));
    }

    @Test
    void theListOfMetricsIsComplete() throws IOException {
        var listed = Pattern.compile("^\\| `(upfront_[a-z_]+)`", Pattern.MULTILINE).matcher(Files.readString(DOCUMENTS.resolve("metrics.md")))
                .results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
        var families = published().stream().filter(name -> name.startsWith("upfront_"))
                .map(name -> name.replaceFirst("_(bucket|count|sum|max)$", "")).collect(Collectors.toCollection(TreeSet::new));
        assertThat(families).isEqualTo(listed);
    }

    /** The names of all samples, once a booking was paid and another waits. */
    private Set<String> published() {
        if (published.isEmpty()) {
            journey.bookAndConfirm(fixtures.offering().onSale());
            journey.awaitOwed(journey.book(fixtures.offering().onSale()));
            published.addAll(await().atMost(20, TimeUnit.SECONDS).until(this::scrape, names -> names.containsAll(
                    Set.of("upfront_stuck_money", "upfront_mail_total", "upfront_webhook_last_age_seconds", "upfront_webhook_lag_seconds_count", "upfront_open_jobs"))));
        }
        return published;
    }

    private Set<String> scrape() {
        return new TestBrowser(base.getPort()).answerTo("/actuator/prometheus").body().lines().filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0]).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is left of a question to Prometheus without its labels, spans, groupings, texts and functions. */
    private static Set<String> metricsIn(Collection<String> questions) {
        return questions.stream().map(question -> question.replaceAll("\\{[^}]*}|\\[[^]]*]|\\b(by|on|without) \\([^)]*\\)", " "))
                .flatMap(question -> WORD.matcher(question).results().map(MatchResult::group))
                .filter(word -> !PROMETHEUS_WORDS.contains(word)).collect(Collectors.toCollection(TreeSet::new));
    }
}
