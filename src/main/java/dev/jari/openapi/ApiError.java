package dev.jari.openapi;

import dev.jari.web.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** The errors of the API with an example of each. */
enum ApiError {
    BAD_REQUEST(
            HttpStatus.BAD_REQUEST,
            "malformed_json",
            "The body or a parameter cannot be read.",
            "The body is not the JSON this call takes: Unexpected end-of-input"),
    UNAUTHORIZED(
            HttpStatus.UNAUTHORIZED,
            "unauthenticated",
            "Not signed in, or with a token that is not (or no longer) valid.",
            "Sign in first."),
    FORBIDDEN(
            HttpStatus.FORBIDDEN,
            "forbidden",
            "Signed in, but not allowed to do this.",
            "Only the owner of the shop can do this."),
    NOT_FOUND(
            HttpStatus.NOT_FOUND,
            "not_found",
            "What the path names does not exist, or is not the caller's to see.",
            "There is no such shop."),
    NOT_ACCEPTABLE(
            HttpStatus.NOT_ACCEPTABLE,
            "not_acceptable",
            "The Accept header asks for something other than JSON.",
            "Acceptable representations: [application/json]."),
    CONFLICT(
            HttpStatus.CONFLICT,
            "state_changed",
            "It contradicts what is there: something was taken or changed meanwhile. The code says which.",
            "It has changed meanwhile; read it again."),
    TAKEN(
            HttpStatus.CONFLICT,
            "slot_taken",
            "The place is taken, or somebody is taking it (slot_busy), or a limit is reached. The code says which.",
            "This time is taken; alternatives are the nearest free ones."),
    TOO_LARGE(
            HttpStatus.CONTENT_TOO_LARGE,
            "too_large",
            "The body is larger than this service takes.",
            "The body is too large."),
    UNSUPPORTED_MEDIA_TYPE(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "The body is not application/json.",
            "Content-Type 'text/plain' is not supported."),
    VALIDATION(
            HttpStatus.UNPROCESSABLE_CONTENT,
            "validation",
            "The request can be read, but what it says is not acceptable.",
            "Some fields are not acceptable; see errors."),
    TOO_MANY_REQUESTS(
            HttpStatus.TOO_MANY_REQUESTS,
            "rate_limited",
            "More requests than the limit allows; wait as long as Retry-After says.",
            "Too many requests; wait a moment."),
    INTERNAL(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal",
            "A mistake on our side.",
            "Something went wrong on our side; the trace id finds it in our log."),
    UNAVAILABLE(
            HttpStatus.SERVICE_UNAVAILABLE,
            "unavailable",
            "A part of the service does not answer at the moment. It ends no session; try again.",
            "A part of the service does not answer at the moment; try again shortly.");

    private final HttpStatus status;
    private final String code;
    private final String description;
    private final String detail;

    ApiError(HttpStatus status, String code, String description, String detail) {
        this.status = status;
        this.code = code;
        this.description = description;
        this.detail = detail;
    }

    String status() {
        return Integer.toString(status.value());
    }

    String description() {
        return description;
    }

    String componentName() {
        return this == TAKEN ? "Taken" : status.getReasonPhrase().replaceAll("[^A-Za-z]", "");
    }

    Map<String, String> headers() {
        return switch (this) {
            case UNAUTHORIZED -> Map.of("WWW-Authenticate", "Bearer");
            case TOO_MANY_REQUESTS, UNAVAILABLE -> Map.of("Retry-After", "1");
            default -> Map.of();
        };
    }

    Map<String, Object> example() {
        Map<String, Object> example = new LinkedHashMap<>();
        example.put("type", "about:blank");
        example.put("title", status.getReasonPhrase());
        example.put("status", status.value());
        example.put("detail", detail);
        example.put("code", code);
        example.put("traceId", "4bf92f3577b34da6a3ce929d0e0e4736");
        if (this == VALIDATION) {
            example.put("errors", List.of(new Problem.FieldError("name", "not_blank", "must not be blank")));
        }
        if (this == TAKEN) {
            example.put("alternatives", List.of("2026-11-23T14:30+09:00", "2026-11-23T16:00+09:00"));
        }
        return example;
    }
}
