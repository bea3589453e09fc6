package dev.upfront.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import java.net.URI;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

/** What /api/openapi.json tells integrators. */
@UpfrontTest
class ApiDescriptionTests {

    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;
    @Value("${upfront.base-address}") URI address;

    private JsonNode description;

    @BeforeEach
    void read() {
        description = ApiClient.of(address, null).get("/api/openapi.json").json();
    }

    @Test
    void isOpenToAnybodyAsOpenApi31() {
        assertThat(description.path("openapi").asString()).startsWith("3.1.");
        assertThat(description.at("/components/securitySchemes/apiKey/scheme").asString()).isEqualTo("bearer");
        assertThat(description.at("/security/0").has("apiKey")).isTrue();
        assertThat(description.at("/servers/0/url").asString()).isEqualTo(address.toString());
    }

    @Test
    void describesEveryEndpointAndNothingElse() {
        var there = new TreeSet<String>();
        mappings.getHandlerMethods().forEach((mapping, method) -> {
            if (method.getBeanType().getPackageName().equals(ApiDescription.class.getPackageName()) && method.getBeanType() != NothingHereApi.class) {
                mapping.getMethodsCondition().getMethods().forEach(verb -> mapping.getPatternValues().forEach(path -> there.add(verb + " " + path)));
            }
        });
        var described = new TreeSet<String>();
        description.path("paths").propertyStream().forEach(path -> path.getValue().propertyNames()
                .forEach(verb -> described.add(verb.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(there).hasSize(7);
    }

    @Test
    void saysForEachEndpointWhatItIsForAndWhatCanGoWrong() {
        operations().forEach(operation -> {
            assertThat(operation.path("operationId").asString()).isNotBlank();
            assertThat(operation.path("summary").asString()).isNotBlank();
            assertThat(operation.path("responses").propertyNames()).contains("401", "429", "503");
            operation.path("responses").propertyStream().forEach(response -> {
                assertThat(response.getValue().path("description").asString()).isNotBlank();
                var type = response.getKey().startsWith("2") ? "application/json" : "application/problem+json";
                assertThat(response.getValue().path("content").propertyNames()).containsExactly(type);
            });
        });
    }

    @Test
    void refersOnlyToWhatItDefines() {
        var references = description.findValuesAsString("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference ->
                assertThat(description.at(reference.substring(1)).isObject()).as(reference).isTrue());
        description.path("components").path("schemas").propertyStream().forEach(schema -> schema.getValue().path("required").valueStream()
                .forEach(name -> assertThat(schema.getValue().path("properties").has(name.asString())).as(schema.getKey() + "." + name).isTrue()));
        assertThat(description.toString()).doesNotContain("\"type\":\"null\"");
    }

    @Test
    void namesEveryKindOfProblem() {
        assertThat(description.at("/components/schemas/Problem/properties/type/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(Stream.of(Problem.values()).map(problem -> problem.type().toString()).toList());
    }

    private Stream<JsonNode> operations() {
        return description.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }
}
