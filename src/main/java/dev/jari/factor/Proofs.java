package dev.jari.factor;

import dev.jari.factor.PasskeySites.Site;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Checks what a person presents to prove who they are. */
@Component
public class Proofs {
    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Passkeys passkeys;
    private final Users users;
    private final MeterRegistry meters;

    Proofs(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Passkeys passkeys,
            Users users,
            MeterRegistry meters) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.users = users;
        this.meters = meters;
    }

    /** {@code secret}: the password or code. */
    public record Presented(
            Method method,
            @Nullable String secret,
            @Nullable ObjectNode passkey,
            Optional<Site> site) {}

    /** 401 unless this proves, in one of the ways that are allowed, that it is this person. */
    public void require(User user, List<Method> allowed, Presented presented) {
        boolean proven = allowed.contains(presented.method()) && proves(user.id(), presented);
        meters.counter("jari.proofs", "method", presented.method().text(), "outcome", proven ? "passed" : "refused")
                .increment();
        if (!proven) {
            throw switch (presented.method()) {
                case PASSWORD -> Problem.unauthorized("bad_credentials", "The password is not right.");
                case TOTP, RECOVERY -> Problem.unauthorized("bad_code", "This code is wrong or was used already.");
                case PASSKEY -> Passkeys.refused();
            };
        }
    }

    private boolean proves(String userId, Presented presented) {
        String secret = presented.secret();
        ObjectNode passkey = presented.passkey();
        if (presented.method() == Method.PASSKEY) {
            return passkey != null && passkeys.prove(passkey, presented.site()).equals(userId);
        }
        if (secret == null) {
            return false;
        }
        return switch (presented.method()) {
            case PASSWORD -> users.isPassword(userId, secret);
            case TOTP -> authenticators.use(userId, secret);
            default -> recoveryCodes.use(userId, secret);
        };
    }
}
