package dev.jari.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one error of the API (RFC 9457, {@code application/problem+json}): thrown by features, written by the advice, the
 * security entry point and filters alike. {@code code} is what a client branches on; {@code detail} says what to do.
 */
public final class Problem extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpStatus status;
    private final String code;
    private final transient Map<String, Object> extras = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private Problem(HttpStatus status, String code, String detail, @Nullable Throwable cause) {
        // A refusal is an answer, not a fault: without a stack trace it costs next to nothing under a flood.
        super(detail, cause, false, cause != null);
        this.status = status;
        this.code = code;
    }

    /** One field that is not acceptable. {@code field} is a JSON path such as {@code requires[0].role}. */
    public record FieldError(String field, String code, String message) {}

    public static Problem of(HttpStatus status, String code, String detail) {
        return new Problem(status, code, detail, null);
    }

    /** The problem that an HTTP status alone describes, for what fails before or outside of a feature. */
    static Problem standard(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        if (known == null) {
            known = status.is4xxClientError() ? HttpStatus.BAD_REQUEST : HttpStatus.INTERNAL_SERVER_ERROR;
        }
        return switch (known) {
            case NOT_FOUND -> of(known, "not_found", "There is nothing at this address.");
            case METHOD_NOT_ALLOWED -> of(known, "method_not_allowed", "This address does not know the method.");
            case NOT_ACCEPTABLE -> of(known, "not_acceptable", "The answer has none of the types that you accept.");
            case CONTENT_TOO_LARGE -> of(known, "too_large", "The body is too large.");
            case UNSUPPORTED_MEDIA_TYPE -> of(known, "unsupported_media_type", "Send the body as application/json.");
            case UNAUTHORIZED -> unauthorized("unauthenticated", "Sign in first.");
            case FORBIDDEN -> forbidden("You are not allowed to do this.");
            case SERVICE_UNAVAILABLE -> unavailable("unavailable", "Try again shortly.", 1);
            default ->
                known.is4xxClientError()
                        ? of(known, "bad_request", "The request is not one that this server understands.")
                        : of(known, "internal", "Something went wrong on our side; the trace id finds it in our log.");
        };
    }

    public static Problem badRequest(String code, String detail) {
        return of(HttpStatus.BAD_REQUEST, code, detail);
    }

    public static Problem unauthorized(String code, String detail) {
        return of(HttpStatus.UNAUTHORIZED, code, detail).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    public static Problem forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, "forbidden", detail);
    }

    public static Problem notFound(String what) {
        return of(HttpStatus.NOT_FOUND, "not_found", "There is no such " + what + ".");
    }

    public static Problem conflict(String code, String detail) {
        return of(HttpStatus.CONFLICT, code, detail);
    }

    public static Problem unprocessable(String code, String detail) {
        return of(HttpStatus.UNPROCESSABLE_CONTENT, code, detail);
    }

    public static Problem invalid(FieldError... errors) {
        return invalid(List.of(errors));
    }

    public static Problem invalid(List<FieldError> errors) {
        return unprocessable("validation", "Some fields are not acceptable; see errors.")
                .with("errors", errors);
    }

    /** For what will work again soon; clients wait {@code seconds} and retry. Ends no session. */
    public static Problem unavailable(String code, String detail, int seconds) {
        return of(HttpStatus.SERVICE_UNAVAILABLE, code, detail).retryAfter(seconds);
    }

    public Problem retryAfter(long seconds) {
        return header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds)));
    }

    public Problem with(String name, Object value) {
        extras.put(name, value);
        return this;
    }

    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** The members of the JSON object, in the order in which they are written. */
    public Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", status.getReasonPhrase());
        body.put("status", status.value());
        body.put("detail", String.valueOf(getMessage()));
        body.put("code", code);
        String traceId = MDC.get(TraceFilter.MDC_KEY);
        if (traceId != null) {
            body.put("traceId", traceId);
        }
        body.putAll(extras);
        return body;
    }

    /** The JSON as {@link #write} sends it, for whoever keeps an answer to give it again. */
    public byte[] json() {
        return JSON.writeValueAsString(body()).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes the whole response; whatever the client accepts, an error is problem+json. It names no length, which would send it at once:
     * {@link BodyLimit} reads the rest of the request before.
     */
    public void write(HttpServletResponse response) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(status.value());
        headers.forEach(response::setHeader);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentType(MEDIA_TYPE);
        response.getOutputStream().write(json());
    }
}
