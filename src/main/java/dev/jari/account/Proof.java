package dev.jari.account;

import dev.jari.session.Session;
import dev.jari.session.Sessions;
import dev.jari.user.Accounts;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Asks once more who calls, before something that cannot be undone: a device may have been left unlocked. */
@Component
class Proof {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private final Accounts accounts;
    private final Sessions sessions;
    private final Clock clock;

    Proof(Accounts accounts, Sessions sessions, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The password, or a sign-in of the last minutes. */
    void require(Caller caller, @Nullable String password) {
        if (password != null) {
            requirePassword(password, accounts.passwordHash(caller.userId()));
        } else {
            requireRecentSignIn(caller);
        }
    }

    /** The password of those who have one. */
    void requireStrictly(Caller caller, @Nullable String password) {
        Optional<String> hash = accounts.passwordHash(caller.userId());
        if (hash.isEmpty()) {
            requireRecentSignIn(caller);
        } else if (password == null) {
            throw Problem.invalid(new Problem.FieldError("currentPassword", "required", "Write your password."));
        } else {
            requirePassword(password, hash);
        }
    }

    private void requirePassword(String password, Optional<String> hash) {
        if (!accounts.isPassword(password, hash)) {
            throw Problem.unauthorized("bad_credentials", "The password is not right.");
        }
    }

    private void requireRecentSignIn(Caller caller) {
        Instant since = clock.instant().minus(RECENT);
        boolean recent = sessions.byId(caller.sessionId())
                .map(Session::createdAt)
                .filter(since::isBefore)
                .isPresent();
        if (!recent) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "reauthenticate",
                    "Send your password, or sign in again and repeat this within ten minutes.");
        }
    }
}
