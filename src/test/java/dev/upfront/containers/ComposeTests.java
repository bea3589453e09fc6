package dev.upfront.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml says what the application and the other files say. */
class ComposeTests {

    private static final Path DOCKER = Path.of("src/main/docker");
    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+)(:[?-])?([^}]*)}");

    private final String text = Files.readString(Path.of("docker-compose.yml"));
    private final Map<String, Map<String, Object>> services = new Yaml().<Map<String, Map<String, Map<String, Object>>>>load(text).get("services");

    ComposeTests() throws IOException {}

    @Test
    void setsOnlyWhatTheApplicationReads() throws IOException {
        var read = names(Path.of("src/main/resources/application.yaml"));
        assertThat(read).contains("UPFRONT_PORT", "UPFRONT_ENGINE_PASSWORD");
        assertThat(environment("application").keySet()).isSubsetOf(read);
    }

    @Test
    void leadsTheApplicationToTheOtherServices() throws IOException {
        var application = environment("application");
        assertThat(application).containsEntry("UPFRONT_DATABASE_URL", "jdbc:postgresql://database:5432/" + application.get("UPFRONT_DATABASE_USERNAME"))
                .containsEntry("UPFRONT_ENGINE_GRPC_ADDRESS", "http://engine:26500");
        assertThat(services).containsKeys("database", "engine");
        assertThat(Files.readString(DOCKER.resolve("databases.sh")))
                .contains("create database %s owner %1$s".formatted(application.get("UPFRONT_DATABASE_USERNAME")), "create database camunda owner camunda");
    }

    @Test
    void givesCamundaEverythingItsSettingsAskFor() throws IOException {
        var engine = environment("engine");
        assertThat(engine.keySet()).containsAll(names(DOCKER.resolve("camunda.yaml")));
        assertThat(engine.get("APPLICATION_USERNAME")).isEqualTo(environment("application").get("UPFRONT_ENGINE_USERNAME"));
        assertThat(engine.get("APPLICATION_PASSWORD")).isEqualTo(environment("application").get("UPFRONT_ENGINE_PASSWORD"));
    }

    @Test
    void asksForEverySecretAndKnowsNone() {
        for (var variable : VARIABLE.matcher(text).results().toList()) {
            if (variable.group(1).matches(".*(PASSWORD|SECRET|KEY).*")) {
                var required = ":?".equals(variable.group(2)) && variable.group(3).endsWith(".");
                var empty = ":-".equals(variable.group(2)) && variable.group(3).isEmpty();
                assertThat(required || empty).as(variable.group()).isTrue();
            }
        }
        services.forEach((name, service) -> environment(name).forEach((variable, value) -> {
            if (variable.matches(".*(PASSWORD|SECRET|KEY)")) {
                assertThat(value).as(variable).startsWith("${");
            }
        }));
    }

    @Test
    void hasADemoFileThatAnswersEveryQuestionAndNoOther() throws IOException {
        var demo = new Properties();
        try (var file = Files.newBufferedReader(DOCKER.resolve("demo.env"))) {
            demo.load(file);
        }
        var variables = VARIABLE.matcher(text).results().toList();
        assertThat(demo.stringPropertyNames())
                .containsAll(variables.stream().filter(found -> ":?".equals(found.group(2))).map(found -> found.group(1)).toList())
                .isSubsetOf(variables.stream().map(found -> found.group(1)).toList());
        assertThat(demo.getProperty("UPFRONT_MAIL_HOST")).isEqualTo("mail");
        assertThat(services.get("mail")).containsEntry("profiles", List.of("demo"));
    }

    @Test
    void publishesOnThisMachineOnly() {
        services.forEach((name, service) -> list(service.get("ports")).forEach(port -> assertThat(port).as(name).startsWith("127.0.0.1:")));
        assertThat(list(services.get("application").get("ports"))).allMatch(port -> port.endsWith(":8080"));
        assertThat(services.get("application").get("healthcheck").toString()).contains("127.0.0.1/8080", "/actuator/health/readiness");
    }

    @Test
    void restartsAndLimitsWhatRuns() {
        services.forEach((name, service) -> {
            if (!"no".equals(service.get("restart"))) {
                assertThat(service).as(name).containsEntry("restart", "unless-stopped").containsKey("deploy");
            }
            assertThat(service.get("image").toString()).as(name).matches("[a-z]+(/[a-z]+)?:[\\w.]+"); // a name and a version, no registry
        });
    }

    @Test
    void mountsFilesThatExist() {
        services.forEach((name, service) -> list(service.get("volumes")).stream().filter(volume -> volume.startsWith("."))
                .forEach(volume -> assertThat(Path.of(volume.split(":")[0])).as(name).isRegularFile()));
    }

    @Test
    void backsUpEveryVolume() throws IOException {
        var volumes = new Yaml().<Map<String, Map<String, Object>>>load(text).get("volumes").keySet();
        assertThat(volumes).isEqualTo(Set.of("database", "engine"));
        for (var script : List.of("backup.sh", "restore.sh")) {
            assertThat(Files.readString(DOCKER.resolve(script))).contains(volumes.stream().map(volume -> "upfront_" + volume + ":").toList());
        }
    }

    /** The variables that a file of Spring's settings reads. */
    private static Set<String> names(Path settings) throws IOException {
        return Pattern.compile("\\$\\{([A-Z_]+)").matcher(Files.readString(settings)).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private Map<String, String> environment(String service) {
        var variables = new TreeMap<String, String>();
        if (services.get(service).get("environment") instanceof Map<?, ?> given) {
            given.forEach((name, value) -> variables.put(name.toString(), String.valueOf(value)));
        }
        return variables;
    }

    private static List<String> list(@Nullable Object value) {
        return value instanceof List<?> values ? values.stream().map(Object::toString).toList() : List.of();
    }
}
