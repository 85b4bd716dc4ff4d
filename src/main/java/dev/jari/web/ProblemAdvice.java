package dev.jari.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.util.DisconnectedClientHelper;

/** Turns whatever leaves a controller into a {@link Problem}. Only the last handler means that we made a mistake. */
@RestControllerAdvice
class ProblemAdvice {
    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private static final String NOT_A_CHARACTER = "22021";

    @ExceptionHandler
    void problem(Problem problem, HttpServletResponse response) throws IOException {
        problem.write(response);
    }

    @ExceptionHandler
    void invalidBody(MethodArgumentNotValidException e, HttpServletResponse response) throws IOException {
        Problem.invalid(fieldErrors(e.getBindingResult())).write(response);
    }

    @ExceptionHandler
    void invalidParameter(HandlerMethodValidationException e, HttpServletResponse response) throws IOException {
        List<Problem.FieldError> errors = e.getParameterValidationResults().stream()
                .flatMap(result -> result.getResolvableErrors().stream()
                        .map(error -> new Problem.FieldError(
                                String.valueOf(result.getMethodParameter().getParameterName()),
                                code(error.getCodes()),
                                String.valueOf(error.getDefaultMessage()))))
                .toList();
        Problem.invalid(errors).write(response);
    }

    @ExceptionHandler
    void mistyped(MethodArgumentTypeMismatchException e, HttpServletResponse response) throws IOException {
        Problem.invalid(mistyped(e.getName())).write(response);
    }

    @ExceptionHandler
    void unreadable(HttpMessageNotReadableException e, HttpServletResponse response) throws IOException {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(e);
        if (cause instanceof Problem problem) {
            problem.write(response);
            return;
        }
        Problem.badRequest("malformed_json", "The body is not the JSON this call takes: " + firstLine(cause))
                .write(response);
    }

    @ExceptionHandler
    void denied(AccessDeniedException e, HttpServletResponse response) throws IOException {
        Problem.forbidden("You are not allowed to do this.").write(response);
    }

    @ExceptionHandler({
        CannotCreateTransactionException.class,
        DataAccessResourceFailureException.class,
        TransientDataAccessException.class,
        QueryTimeoutException.class
    })
    void dependencyDown(Exception e, HttpServletResponse response) throws IOException {
        log.warn(
                "A store did not answer: {}",
                NestedExceptionUtils.getMostSpecificCause(e).toString());
        Problem.unavailable("unavailable", "A part of the service does not answer at the moment; try again shortly.", 1)
                .write(response);
    }

    /** What passed for an id and has a character in it that PostgreSQL cannot store; no id of ours has. */
    @ExceptionHandler
    void unstorable(DataIntegrityViolationException e, HttpServletResponse response) throws IOException {
        boolean character = NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException sql
                && NOT_A_CHARACTER.equals(sql.getSQLState());
        if (!character) {
            other(e, response);
            return;
        }
        Problem.badRequest("bad_request", "The request has a character in it that no text may have.")
                .write(response);
    }

    @ExceptionHandler
    void other(Exception e, HttpServletResponse response) throws IOException {
        if (e instanceof ErrorResponse known) {
            Problem problem = Problem.standard(known.getStatusCode());
            known.getHeaders().forEach((name, values) -> problem.header(name, String.join(", ", values)));
            problem.write(response);
            return;
        }
        if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
            log.debug("The client hung up", e);
            return;
        }
        log.error("A request failed", e);
        Problem.standard(HttpStatus.INTERNAL_SERVER_ERROR).write(response);
    }

    private static List<Problem.FieldError> fieldErrors(BindingResult result) {
        return result.getFieldErrors().stream()
                .map(error -> error.isBindingFailure()
                        ? mistyped(error.getField())
                        : new Problem.FieldError(
                                error.getField(), code(error.getCodes()), String.valueOf(error.getDefaultMessage())))
                .toList();
    }

    private static Problem.FieldError mistyped(String field) {
        return new Problem.FieldError(field, "type_mismatch", "Write a value of the type that this call takes.");
    }

    /** Bean Validation's constraint name, as {@code not_blank}: Spring lists it last. */
    private static String code(String @Nullable [] codes) {
        String name = codes == null || codes.length == 0 ? "invalid" : codes[codes.length - 1];
        return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
