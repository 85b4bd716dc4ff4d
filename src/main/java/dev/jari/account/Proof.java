package dev.jari.account;

import dev.jari.factor.Factors;
import dev.jari.factor.StepUp;
import dev.jari.user.Accounts;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks once more who calls, before something that cannot be undone: a device may have been left unlocked. */
@Component
class Proof {
    private final Accounts accounts;
    private final Factors factors;
    private final StepUp stepUp;

    Proof(Accounts accounts, Factors factors, StepUp stepUp) {
        this.accounts = accounts;
        this.factors = factors;
        this.stepUp = stepUp;
    }

    /** The password, or a proof of the last minutes; who has a second factor needs that proof in any case. */
    void require(Caller caller, @Nullable String password) {
        if (password == null || !factors.methods(caller.userId()).isEmpty()) {
            stepUp.require(caller);
        }
        if (password != null) {
            requirePassword(password, accounts.passwordHash(caller.userId()));
        }
    }

    /** The same, and the password of those who have one. */
    void requireStrictly(Caller caller, @Nullable String password) {
        if (password == null && accounts.passwordHash(caller.userId()).isPresent()) {
            throw Problem.invalid(new Problem.FieldError("currentPassword", "required", "Write your password."));
        }
        require(caller, password);
    }

    private void requirePassword(String password, Optional<String> hash) {
        if (!accounts.isPassword(password, hash)) {
            throw Problem.unauthorized("bad_credentials", "The password is not right.");
        }
    }
}
