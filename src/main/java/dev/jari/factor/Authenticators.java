package dev.jari.factor;

import dev.jari.token.MasterKey;
import dev.jari.user.User;
import dev.jari.web.Problem;
import dev.jari.web.Secrets;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Authenticator apps. The secret is wrapped: who reads the database cannot make codes. */
@Service
@Transactional(readOnly = true)
class Authenticators {
    private static final String ISSUER = "Jari";

    private final FactorStore store;
    private final Factors factors;
    private final MasterKey master;
    private final Clock clock;

    Authenticators(FactorStore store, Factors factors, MasterKey master, Clock clock) {
        this.store = store;
        this.factors = factors;
        this.master = master;
        this.clock = clock;
    }

    record Enrolment(String secret, String uri) {}

    /** A secret for an app. It counts for nothing until a code of it has been shown; 409 {@code totp_exists}. */
    @Transactional
    Enrolment begin(User user) {
        byte[] secret = Secrets.bytes(Totp.SECRET_BYTES);
        if (!store.begin(user.id(), master.wrap(name(user.id()), secret), clock.millis())) {
            throw Problem.conflict("totp_exists", "You have an authenticator app already; remove it first.");
        }
        String text = new Totp(secret).base32();
        String account = URLEncoder.encode(
                        Objects.requireNonNullElse(user.email(), user.name()), StandardCharsets.UTF_8)
                .replace("+", "%20");
        return new Enrolment(
                text,
                "otpauth://totp/%s:%s?secret=%s&issuer=%s&algorithm=SHA1&digits=6&period=30"
                        .formatted(ISSUER, account, text, ISSUER));
    }

    /** From now on it counts. Answers recovery codes with the first factor. */
    @Transactional
    List<String> confirm(String userId, String code) {
        FactorStore.App app = store.app(userId)
                .filter(found -> !found.isConfirmed())
                .orElseThrow(() -> Problem.conflict("totp_not_pending", "Ask for a new secret first."));
        OptionalLong step = match(userId, app, code);
        if (step.isEmpty()) {
            throw Problem.unprocessable("bad_code", "This is not the app's code; try the next one.");
        }
        return factors.adding(userId, () -> {
            if (!store.confirm(userId, app.wrapped(), step.getAsLong(), clock.millis())) {
                throw Problem.conflict("totp_not_pending", "Ask for a new secret first.");
            }
        });
    }

    @Transactional
    void remove(String userId) {
        factors.removing(userId, () -> {
            if (!store.removeApp(userId)) {
                throw Problem.notFound("authenticator app");
            }
        });
    }

    /** Whether this is a code of theirs that nobody has used. */
    @Transactional
    boolean use(String userId, String code) {
        Optional<FactorStore.App> app = store.app(userId).filter(FactorStore.App::isConfirmed);
        OptionalLong step = app.map(found -> match(userId, found, code)).orElseGet(OptionalLong::empty);
        return step.isPresent() && store.use(userId, step.getAsLong());
    }

    private OptionalLong match(String userId, FactorStore.App app, String code) {
        return master.unwrap(name(userId), app.wrapped())
                .map(secret -> new Totp(secret).match(code.replace(" ", ""), clock.instant()))
                .orElseGet(OptionalLong::empty);
    }

    private static String name(String userId) {
        return "totp:" + userId;
    }
}
