package dev.jari.openapi;

import dev.jari.web.Caller;
import dev.jari.web.Problem;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;

/** Gives each operation the errors that can happen by its nature. What a controller declares itself stays as it is. */
@Component
class ApiErrors implements OperationCustomizer {

    /** How the caller takes part: not at all, if signed in, or only signed in. */
    private enum SignIn {
        NONE,
        OPTIONAL,
        REQUIRED
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        SignIn signIn = signIn(handler);
        operation.setOperationId(operationId(handler));
        operation.setSecurity(security(signIn));
        Set<ApiError> possible = possible(operation, method(handler), signIn);
        Map<String, ApiResponse> all = new TreeMap<>(operation.getResponses());
        possible.forEach(error -> all.putIfAbsent(
                error.status(), new ApiResponse().$ref("#/components/responses/" + error.componentName())));
        var responses = new ApiResponses();
        all.forEach(responses::addApiResponse);
        operation.setResponses(responses);
        return operation;
    }

    /** The one schema of all errors, and each error with its headers and an example, once for the whole document. */
    static void describe(Components components) {
        components.addSchemas("Problem", problemSchema());
        components.addSchemas("FieldError", fieldErrorSchema());
        for (ApiError error : ApiError.values()) {
            components.addResponses(error.componentName(), response(error));
        }
    }

    private static Set<ApiError> possible(Operation operation, RequestMethod method, SignIn signIn) {
        boolean body = operation.getRequestBody() != null;
        boolean writes = method != RequestMethod.GET;
        Set<ApiError> errors =
                EnumSet.of(ApiError.UNAUTHORIZED, ApiError.TOO_MANY_REQUESTS, ApiError.INTERNAL, ApiError.UNAVAILABLE);
        if (!operation.getResponses().containsKey("204")) {
            errors.add(ApiError.NOT_ACCEPTABLE);
        }
        if (body || has(operation, "query") || has(operation, "header")) {
            errors.addAll(EnumSet.of(ApiError.BAD_REQUEST, ApiError.VALIDATION));
        }
        if (writes || signIn == SignIn.REQUIRED) {
            errors.add(ApiError.FORBIDDEN);
        }
        if (has(operation, "path")) {
            errors.add(ApiError.NOT_FOUND);
        }
        if (writes) {
            errors.add(body && has(operation, "header") ? ApiError.TAKEN : ApiError.CONFLICT);
        }
        if (body) {
            errors.addAll(EnumSet.of(ApiError.TOO_LARGE, ApiError.UNSUPPORTED_MEDIA_TYPE));
        }
        return errors;
    }

    private static boolean has(Operation operation, String in) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> in.equals(parameter.getIn()));
    }

    private static RequestMethod method(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return Objects.requireNonNull(mapping, () -> handler + " is mapped to nothing")
                .method()[0];
    }

    private static SignIn signIn(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == Caller.class)
                .map(ApiErrors::isOptional)
                .findFirst()
                .map(optional -> optional ? SignIn.OPTIONAL : SignIn.REQUIRED)
                .orElse(SignIn.NONE);
    }

    private static boolean isOptional(MethodParameter parameter) {
        return parameter
                .getExecutable()
                .getAnnotatedParameterTypes()[parameter.getParameterIndex()]
                .isAnnotationPresent(Nullable.class);
    }

    private static List<SecurityRequirement> security(SignIn signIn) {
        var bearer = new SecurityRequirement().addList(ApiDocument.BEARER);
        var cookie = new SecurityRequirement().addList(ApiDocument.COOKIE);
        return switch (signIn) {
            case NONE -> List.of();
            case OPTIONAL -> List.of(new SecurityRequirement(), bearer, cookie);
            case REQUIRED -> List.of(bearer, cookie);
        };
    }

    /** {@code reservationBook}: springdoc's own ids are numbered in the order in which it happens to find the methods. */
    private static String operationId(HandlerMethod handler) {
        String type = handler.getBeanType().getSimpleName().replace("Controller", "");
        String method = handler.getMethod().getName();
        return Character.toLowerCase(type.charAt(0))
                + type.substring(1)
                + Character.toUpperCase(method.charAt(0))
                + method.substring(1);
    }

    private static ApiResponse response(ApiError error) {
        var response = new ApiResponse()
                .description(error.description())
                .content(new Content()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                new MediaType()
                                        .schema(new Schema<>().$ref("#/components/schemas/Problem"))
                                        .example(error.example())));
        error.headers()
                .forEach((name, example) -> response.addHeaderObject(
                        name, new Header().schema(typed("string")).example(example)));
        return response;
    }

    private static Schema<?> problemSchema() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("type", typed("string").description("A URI reference; about:blank, as the code says which"));
        members.put("title", typed("string").description("The status in words"));
        members.put("status", typed("integer"));
        members.put("detail", typed("string").description("What happened and what to do, for people"));
        members.put("code", typed("string").description("What happened, for programs; never renamed"));
        members.put("traceId", typed("string").description("Finds the request in the log"));
        members.put("errors", arrayOf(new Schema<>().$ref("#/components/schemas/FieldError")));
        members.put("alternatives", arrayOf(typed("string")).description("With slot_taken: the nearest free starts"));
        return object(members, List.of("type", "title", "status", "detail", "code"));
    }

    private static Schema<?> fieldErrorSchema() {
        Map<String, Schema<?>> members = new LinkedHashMap<>();
        members.put("field", typed("string").description("A JSON path, such as requires[0].role"));
        members.put("code", typed("string"));
        members.put("message", typed("string"));
        return object(members, List.of("field", "code", "message"));
    }

    private static Schema<?> object(Map<String, Schema<?>> members, List<String> required) {
        Schema<?> schema = typed("object").required(required);
        members.forEach(schema::addProperty);
        return schema;
    }

    private static Schema<?> arrayOf(Schema<?> items) {
        return typed("array").items(items);
    }

    /** OpenAPI 3.1 has a set of types where older versions have one; the model wants to be told both. */
    private static Schema<?> typed(String type) {
        Schema<?> schema = new Schema<>();
        schema.setType(type);
        schema.setTypes(Set.of(type));
        return schema;
    }
}
