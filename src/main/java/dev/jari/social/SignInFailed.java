package dev.jari.social;

import dev.jari.web.Problem;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Where a failure leaves the person: {@code journey} is empty as long as nobody knows whose it was. */
final class SignInFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Optional<Journey> journey;

    SignInFailed(Problem problem, Optional<Journey> journey) {
        super(problem.code(), problem, false, false);
        this.problem = problem;
        this.journey = journey;
    }

    Problem problem() {
        return problem;
    }

    /** Who was linking is still signed in, and is told on the page they came from. */
    String page() {
        String next = journey.filter(Journey::isLinking).map(Journey::next).orElse("/sign-in");
        int fragment = next.indexOf('#');
        String path = fragment < 0 ? next : next.substring(0, fragment);
        return path + (path.indexOf('?') < 0 ? '?' : '&') + "error=" + problem.code();
    }

    /** What RFC 6749, 4.1.2.1 calls {@code error}, in our words. */
    static Problem declined(@Nullable String error) {
        if ("access_denied".equals(error) || "user_cancelled_authorize".equals(error)) {
            return Problem.of(HttpStatus.FORBIDDEN, "access_denied", "You did not allow the provider to sign you in.");
        }
        if ("server_error".equals(error) || "temporarily_unavailable".equals(error)) {
            return Problem.unavailable("provider_unavailable", "The provider cannot sign anybody in right now.", 5);
        }
        return Problem.of(HttpStatus.UNAUTHORIZED, "provider_refused", "The provider did not sign you in; try again.");
    }

    static Problem invalidState() {
        return Problem.badRequest(
                "invalid_state",
                "This sign-in has expired, was used already or began in another browser; start again.");
    }
}
