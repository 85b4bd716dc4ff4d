package dev.jari.factor;

import dev.jari.factor.Proofs.Presented;
import dev.jari.ratelimit.FailedLogins;
import dev.jari.ratelimit.FailedLogins.Attempt;
import dev.jari.session.Authentications;
import dev.jari.user.OperatorSettings;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/** Sensitive calls want to know that it is still the person who sits there: they must have proven it within ten minutes. */
@Service
public class StepUp {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Authentications authentications;
    private final Factors factors;
    private final Proofs proofs;
    private final Users users;
    private final FailedLogins failedLogins;
    private final OperatorSettings operators;
    private final Clock clock;
    private final MeterRegistry meters;

    StepUp(
            Authentications authentications,
            Factors factors,
            Proofs proofs,
            Users users,
            FailedLogins failedLogins,
            OperatorSettings operators,
            Clock clock,
            MeterRegistry meters) {
        this.authentications = authentications;
        this.factors = factors;
        this.proofs = proofs;
        this.users = users;
        this.failedLogins = failedLogins;
        this.operators = operators;
        this.clock = clock;
        this.meters = meters;
    }

    /** As {@link #require}; before that, where operators must have a second factor, 403 {@code second_factor_required} for who has none. */
    void requireOfOperator(Caller caller) {
        if (operators.requireSecondFactor() && factors.methods(caller.userId()).isEmpty()) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "second_factor_required",
                    "Operators need a second factor here: add an authenticator app (POST /api/auth/totp) or a passkey"
                            + " (POST /api/auth/passkeys) to your account; then repeat this call.");
        }
        require(caller);
    }

    /** 403 {@code step_up_required} with the {@code methods} this person can use, unless they did lately. */
    public void require(Caller caller) {
        if (authentications.last(caller.sessionId()).plus(RECENT).isBefore(clock.instant())) {
            count("required");
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "step_up_required",
                            "Prove that it is you (POST /api/auth/step-up), or sign in again; then repeat this call.")
                    .with(
                            "methods",
                            methods(caller.userId()).stream().map(Method::text).toList());
        }
    }

    /** The password alone is not enough for who has more; a recovery code is for signing in. */
    private List<Method> methods(String userId) {
        List<Method> strong = factors.methods(userId).stream()
                .filter(method -> method != Method.RECOVERY)
                .toList();
        if (!strong.isEmpty()) {
            return strong;
        }
        return users.hasPassword(userId) ? List.of(Method.PASSWORD) : List.of();
    }

    /** Ten more minutes for the caller's session, or 401. */
    void renew(Caller caller, User user, Presented presented) {
        Attempt attempt = Attempt.inSession(user.id(), caller.sessionId());
        List<Method> methods = methods(user.id());
        failedLogins.attempt(attempt, () -> {
            proofs.require(user, methods, presented);
            return true;
        });
        failedLogins.passed(attempt);
        authentications.renew(caller.sessionId(), presented.method().text());
        count("passed");
    }

    private void count(String outcome) {
        meters.counter("jari.step.up", "outcome", outcome).increment();
    }
}
