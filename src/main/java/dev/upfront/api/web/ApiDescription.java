package dev.upfront.api.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What /api/openapi.json says beyond the endpoints themselves: keys, problems, and what holds for all of them. */
@Configuration
class ApiDescription {

    private static final String ABOUT = """
            Book sessions, and read, move and cancel bookings. Form, contract and payment are the client's: an order is answered with the address \
            where the client goes on, and nothing here ever charges a card.

            **Keys.** Staff make API keys in the console, under Settings. Send yours as `Authorization: Bearer upk_…`. A key sees all bookings of the practice. \
            Each key may make a limited number of requests in a minute; one too many is answered with status 429 and `Retry-After`.

            **Times** are ISO 8601 instants, answered in UTC. **Amounts** are whole numbers of the currency's minor unit.

            **What goes wrong** is answered as `application/problem+json` (RFC 9457). Decide by `type`, which is stable; `detail` is a sentence for people: \
            what happened, what it means for the money, what to do. After status 503, or no answer at all, repeat the request: repeating is always safe, \
            an order needs the same `Idempotency-Key` for it.""";

    private static final String KEY = "apiKey";
    private static final String PROBLEM = "#/components/schemas/Problem";

    @Bean
    OpenAPI openApi(@Value("${upfront.base-address}") URI baseAddress) {
        return new OpenAPI()
                .info(new Info().title("Upfront").version("v1").description(ABOUT))
                .servers(List.of(new Server().url(baseAddress.toString())))
                .components(new Components().addSecuritySchemes(KEY, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer")
                        .description("An API key: \"upk_\" and 32 characters.")))
                .addSecurityItem(new SecurityRequirement().addList(KEY));
    }

    @Bean
    OpenApiCustomizer completeDescription() {
        return description -> {
            description.getComponents().getSchemas().values().forEach(ApiDescription::requireAllButNullable);
            description.getComponents().addSchemas("Problem", problem());
            description.getPaths().values().stream().flatMap(path -> path.readOperations().stream()).forEach(ApiDescription::sayWhatGoesWrong);
        };
    }

    /** A record's component is there unless it is nullable. */
    private static void requireAllButNullable(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.setRequired(schema.getProperties().entrySet().stream().filter(property -> !isNullable(property.getValue())).map(Map.Entry::getKey).toList());
        }
    }

    /** Beside a reference, "null" would have to hold together with what is referred to, so it goes: that the property may be missing says enough. */
    private static boolean isNullable(Schema<?> property) {
        var nullable = property.getTypes() != null && property.getTypes().contains("null");
        if (nullable && property.get$ref() != null) {
            property.setTypes(null);
        }
        return nullable;
    }

    private static void sayWhatGoesWrong(Operation operation) {
        operation.getResponses().addApiResponse("401", new ApiResponse().description("`/problems/key-needed`: no API key, or not a good one."));
        operation.getResponses().addApiResponse("429", new ApiResponse().description("`/problems/too-many-requests`: `Retry-After` has the seconds to wait."));
        operation.getResponses().addApiResponse("503", new ApiResponse().description("`/problems/engine-away` or `/problems/database-away`: nothing is lost; "
                + "`Retry-After` has the seconds to wait."));
        operation.getResponses().forEach((status, response) -> {
            if (status.compareTo("400") >= 0) {
                response.content(new Content().addMediaType(org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                        new MediaType().schema(new Schema<>().$ref(PROBLEM))));
            }
        });
    }

    private static Schema<?> problem() {
        var taken = Problem.SLOT_TAKEN;
        var properties = new LinkedHashMap<String, Schema>();
        properties.put("type", text("What kind of problem it is.", taken.type()).format("uri-reference")._enum(
                Arrays.stream(Problem.values()).<Object>map(problem -> problem.type().toString()).toList()));
        properties.put("title", text("The kind of problem in a few words.", taken.title()));
        properties.put("status", typed("integer").description("The HTTP status.").example(taken.status().value()));
        properties.put("detail", text("What happened, what it means for the money, what to do.",
                "This time has just been taken by somebody else. Nothing was booked and nothing was charged: choose another time."));
        properties.put("instance", text("The address that was asked.", "/api/v1/bookings"));
        properties.put("errors", typed("array").description("What is not right, of `/problems/invalid`.").items(typed("object")
                .addProperty("field", text("Where it is.", "client.mail")).addProperty("message", text("What to do about it.", "Give the client's mail address."))
                .required(List.of("field", "message"))));
        properties.put("alternatives", typed("array").description("The provider's next free slots, of `/problems/slot-taken`.")
                .items(new Schema<>().$ref("#/components/schemas/FreeSlot")));
        properties.put("amounts", new Schema<>().$ref("#/components/schemas/CancellationAmounts"));
        return typed("object").description("What went wrong, as RFC 9457 has it.").properties(properties)
                .required(List.of("type", "title", "status", "detail"));
    }

    private static Schema<Object> text(String description, Object example) {
        var schema = typed("string");
        schema.description(description).example(example.toString());
        return schema;
    }

    private static Schema<Object> typed(String type) {
        var schema = new Schema<>();
        schema.setTypes(Set.of(type));
        return schema;
    }
}
