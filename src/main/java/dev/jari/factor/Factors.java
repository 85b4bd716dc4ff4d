package dev.jari.factor;

import dev.jari.audit.Audit;
import dev.jari.factor.FactorStore.Owned;
import dev.jari.user.ShortPasswords;
import dev.jari.user.Users;
import dev.jari.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a person can prove themselves with beside a password. */
@Service
@Transactional(readOnly = true)
public class Factors {
    private final FactorStore store;
    private final RecoveryCodes codes;
    private final ShortPasswords shortPasswords;
    private final Audit audit;
    private final ApplicationEventPublisher events;

    Factors(
            FactorStore store,
            RecoveryCodes codes,
            ShortPasswords shortPasswords,
            Audit audit,
            ApplicationEventPublisher events) {
        this.store = store;
        this.codes = codes;
        this.shortPasswords = shortPasswords;
        this.audit = audit;
        this.events = events;
    }

    /** In the transaction in which a person's means of proof change. */
    public record Changed(String userId, Change change) {}

    public enum Change {
        ADDED,
        REMOVED,
        CODES_RENEWED
    }

    /** The ways in which a person can prove a second factor; empty if they have none. */
    public List<Method> methods(String userId) {
        Owned owned = store.owned(userId);
        List<Method> methods = new ArrayList<>();
        if (owned.app()) {
            methods.add(Method.TOTP);
        }
        if (owned.passkeys() > 0) {
            methods.add(Method.PASSKEY);
        }
        if (!methods.isEmpty() && owned.recoveryCodes() > 0) {
            methods.add(Method.RECOVERY);
        }
        return methods;
    }

    Owned owned(String userId) {
        return store.owned(userId);
    }

    /** Does what adds a factor; with the first one come recovery codes. */
    @Transactional
    List<String> adding(String userId, Runnable change) {
        shortPasswords.allow(userId);
        boolean first = store.owned(userId).isNothing();
        change.run();
        audit.record("factor_added", userId, Map.of());
        events.publishEvent(new Changed(userId, Change.ADDED));
        return first ? codes.renew(userId) : List.of();
    }

    /** Does what removes a factor; 409 {@code password_too_short} if it was the last and the password cannot stand alone. */
    @Transactional
    void removing(String userId, Runnable change) {
        shortPasswords.allow(userId);
        change.run();
        if (store.owned(userId).isNothing()) {
            store.removeCodes(userId);
            shortPasswords.forbid(userId);
        }
        audit.record("factor_removed", userId, Map.of());
        events.publishEvent(new Changed(userId, Change.REMOVED));
    }

    /** New recovery codes; the old ones are void. */
    @Transactional
    List<String> renewCodes(String userId) {
        shortPasswords.allow(userId);
        if (store.owned(userId).isNothing()) {
            // Rolled back with what was just allowed.
            throw Problem.conflict("no_second_factor", "Recovery codes stand in for a second factor; add one first.");
        }
        audit.record("recovery_codes_renewed", userId, Map.of());
        events.publishEvent(new Changed(userId, Change.CODES_RENEWED));
        return codes.renew(userId);
    }

    @EventListener
    @Transactional
    void erase(Users.Deleted gone) {
        store.removeApp(gone.userId());
        store.removePasskeys(gone.userId());
        store.removeCodes(gone.userId());
    }
}
