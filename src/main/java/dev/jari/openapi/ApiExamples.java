package dev.jari.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the example of a body together from those of its members, so that no example contradicts its schema. */
final class ApiExamples {
    private static final String ID = "01995f0e-6c1e-7d3a-9f43-0d0c2f1f5a11";
    private static final String REF = "#/components/schemas/";

    private final Components components;

    ApiExamples(Components components) {
        this.components = components;
    }

    void complete(Operation operation) {
        if (operation.getRequestBody() != null) {
            complete(operation.getRequestBody().getContent());
        }
        operation.getResponses().values().forEach(response -> complete(response.getContent()));
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ApiExamples::complete);
        }
    }

    private void complete(@Nullable Content content) {
        if (content == null) {
            return;
        }
        for (MediaType type : content.values()) {
            if (type.getExample() == null && type.getExamples() == null && type.getSchema() != null) {
                type.setExample(of(type.getSchema()).orElse(Map.of()));
            }
        }
    }

    private static void complete(Parameter parameter) {
        if (parameter.getName().equals("Idempotency-Key")) {
            parameter.description(
                    "Makes a repetition harmless: the same key answers what the first request answered, with "
                            + "`Idempotency-Replayed: true`. 1 to 255 printable characters, kept for 24 hours.");
            parameter.example("b1f7c2de-6a53-4f0e-9d3b-1f2e3d4c5b6a");
        } else if (parameter.getIn().equals("path") && parameter.getExample() == null) {
            parameter.example(ID);
        }
    }

    /** Empty for what has none: a member without an example is one that is usually absent. */
    private Optional<Object> of(@Nullable Schema<?> schema) {
        if (schema == null) {
            return Optional.empty();
        }
        if (schema.get$ref() != null) {
            return of(components.getSchemas().get(schema.get$ref().substring(REF.length())));
        }
        if (schema.getExample() != null) {
            return Optional.of(schema.getExample());
        }
        if (schema.getEnum() != null) {
            return Optional.of(schema.getEnum().getFirst());
        }
        if (schema.getOneOf() != null) {
            return of(schema.getOneOf().getFirst());
        }
        if (schema.getItems() != null) {
            return Optional.of(of(schema.getItems()).stream().toList());
        }
        if (schema.getProperties() != null) {
            return Optional.of(members(schema));
        }
        boolean isBoolean = schema.getTypes() != null && schema.getTypes().contains("boolean");
        return isBoolean ? Optional.of(false) : Optional.empty();
    }

    private Map<String, Object> members(Schema<?> schema) {
        Map<String, Object> members = new LinkedHashMap<>();
        schema.getProperties().forEach((name, member) -> of(member).ifPresent(example -> members.put(name, example)));
        return members;
    }
}
