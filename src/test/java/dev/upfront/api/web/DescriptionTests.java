package dev.upfront.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upfront.UpfrontTest;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
class DescriptionTests {

    @Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mappings;

    private ApiClient anybody;
    private JsonNode description;

    @BeforeEach
    void read(@Value("${upfront.base-address}") URI address) {
        anybody = ApiClient.of(address, null);
        description = anybody.get("/api/openapi.json").json();
    }

    @Test
    void isOpenToAnybodyAsOpenApi31() {
        System.out.println(description.toPrettyString());
        assertThat(description.path("openapi").asString()).startsWith("3.1.");
        assertThat(description.at("/components/securitySchemes/apiKey/scheme").asString()).isEqualTo("bearer");
        assertThat(description.at("/servers/0/url").asString()).isEqualTo(anybody.address().toString());
    }
}
