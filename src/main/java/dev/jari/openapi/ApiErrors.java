package dev.jari.openapi;

import static org.springframework.http.HttpStatus.BAD_REQUEST;
import static org.springframework.http.HttpStatus.CONFLICT;
import static org.springframework.http.HttpStatus.CONTENT_TOO_LARGE;
import static org.springframework.http.HttpStatus.FORBIDDEN;
import static org.springframework.http.HttpStatus.INTERNAL_SERVER_ERROR;
import static org.springframework.http.HttpStatus.NOT_ACCEPTABLE;
import static org.springframework.http.HttpStatus.NOT_FOUND;
import static org.springframework.http.HttpStatus.PRECONDITION_FAILED;
import static org.springframework.http.HttpStatus.SERVICE_UNAVAILABLE;
import static org.springframework.http.HttpStatus.TOO_MANY_REQUESTS;
import static org.springframework.http.HttpStatus.UNAUTHORIZED;
import static org.springframework.http.HttpStatus.UNPROCESSABLE_CONTENT;
import static org.springframework.http.HttpStatus.UNSUPPORTED_MEDIA_TYPE;

import dev.jari.web.Caller;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/**
 * Gives each operation the errors that can happen by its nature, and whether it asks who calls. The errors themselves are in
 * {@code openapi.yaml}, by the words of their status. What a controller declares itself stays as it is.
 */
@Component
class ApiErrors implements OperationCustomizer {

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        Optional<MethodParameter> caller = Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.getParameterType() == Caller.class)
                .findFirst();
        boolean signedInOnly = caller.isPresent() && !caller.get().isOptional();
        boolean writes = !handler.hasMethodAnnotation(GetMapping.class);
        operation.setOperationId(operationId(handler));
        operation.setSecurity(caller.isEmpty() ? List.of() : security(signedInOnly));
        var responses = new TreeMap<>(operation.getResponses());
        possible(operation, writes, signedInOnly)
                .forEach(status -> responses.putIfAbsent(
                        Integer.toString(status.value()),
                        new ApiResponse().$ref("#/components/responses/" + name(status, operation))));
        operation.setResponses(new ApiResponses());
        operation.getResponses().putAll(responses);
        return operation;
    }

    private static Set<HttpStatus> possible(Operation operation, boolean writes, boolean signedInOnly) {
        boolean body = operation.getRequestBody() != null;
        var errors = EnumSet.of(UNAUTHORIZED, TOO_MANY_REQUESTS, INTERNAL_SERVER_ERROR, SERVICE_UNAVAILABLE);
        if (!operation.getResponses().containsKey("204")) {
            errors.add(NOT_ACCEPTABLE);
        }
        if (body || has(operation, "query") || has(operation, "header")) {
            errors.addAll(List.of(BAD_REQUEST, UNPROCESSABLE_CONTENT));
        }
        if (writes || signedInOnly) {
            errors.add(FORBIDDEN);
        }
        if (has(operation, "path")) {
            errors.add(NOT_FOUND);
        }
        if (writes) {
            errors.add(CONFLICT);
        }
        if (takes(operation, HttpHeaders.IF_MATCH)) {
            errors.add(PRECONDITION_FAILED);
        }
        if (body) {
            errors.addAll(List.of(CONTENT_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE));
        }
        return errors;
    }

    /** What takes a body under an Idempotency-Key takes a place. */
    private static String name(HttpStatus status, Operation operation) {
        boolean taken = status == CONFLICT && operation.getRequestBody() != null && takes(operation, "Idempotency-Key");
        return taken ? "Taken" : status.getReasonPhrase().replace(" ", "");
    }

    private static boolean has(Operation operation, String in) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> in.equals(parameter.getIn()));
    }

    private static boolean takes(Operation operation, String header) {
        return operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> header.equals(parameter.getName()));
    }

    private static List<SecurityRequirement> security(boolean signedInOnly) {
        var bearer = new SecurityRequirement().addList("bearer");
        var cookie = new SecurityRequirement().addList("cookie");
        return signedInOnly ? List.of(bearer, cookie) : List.of(new SecurityRequirement(), bearer, cookie);
    }

    /** {@code reservationBook}: springdoc's own ids are numbered in the order in which it happens to find the methods. */
    private static String operationId(HandlerMethod handler) {
        String type = handler.getBeanType().getSimpleName().replace("Controller", "");
        return StringUtils.uncapitalize(type)
                + StringUtils.capitalize(handler.getMethod().getName());
    }
}
