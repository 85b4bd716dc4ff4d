package dev.jari.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.jari.user.User;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes and verifies access tokens (RFC 9068). Verifying costs half a millisecond, so what was verified is remembered under its
 * exact text until it expires; this instance's own tokens from the start.
 */
@Component
public class AccessTokens {
    static final String AUDIENCE = "jari";
    static final String SIGNATURE = "SHA256withECDSAinP1363Format";
    private static final int REMEMBERED = 20_000;
    static final long SKEW_SECONDS = 30;
    private static final double JITTER = 0.05;

    private final SigningKeys keys;
    private final AccessTokenIntake intake;
    private final AuthSettings settings;
    private final Clock clock;
    private final Cache<String, AccessToken> verified;
    private final Counter accepted;
    private final Counter refused;
    private final JsonMapper json = JsonMapper.shared();

    AccessTokens(SigningKeys keys, AccessTokenIntake intake, AuthSettings settings, Clock clock, MeterRegistry meters) {
        this.keys = keys;
        this.intake = intake;
        this.settings = settings;
        this.clock = clock;
        accepted = meters.counter("jari.tokens.verified", "outcome", "accepted");
        refused = meters.counter("jari.tokens.verified", "outcome", "refused");
        verified = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfter(Expiry.<String, AccessToken>creating(
                        (text, token) -> Duration.ofMillis(token.expiresAtMillis() - clock.millis())
                                .plusSeconds(SKEW_SECONDS)))
                .build();
    }

    public record Issued(String text, long expiresInSeconds) {}

    /** For a session that ends at {@code sessionEndMillis} at the latest. */
    public Issued issue(User user, String sessionId, long sessionEndMillis) {
        long now = clock.millis() / 1_000;
        long expires = Math.min(now + lifeSeconds(), sessionEndMillis / 1_000);
        return issue(new Caller(user.id(), sessionId, user.roles()), user.epoch(), now, expires);
    }

    /** For an operator who acts as this person until {@code endMillis}; not renewed, so it may live longer than others. */
    public Issued issueTo(String actor, User user, String sessionId, long endMillis) {
        Caller caller = new Caller(user.id(), sessionId, user.roles(), actor);
        return issue(caller, user.epoch(), clock.millis() / 1_000, endMillis / 1_000);
    }

    private Issued issue(Caller caller, long epoch, long now, long expires) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", settings.issuer());
        claims.put("aud", AUDIENCE);
        claims.put("sub", caller.userId());
        claims.put("sid", caller.sessionId());
        claims.put("jti", Ids.next());
        claims.put("roles", caller.roles());
        claims.put("iat", now);
        claims.put("exp", expires);
        claims.put("epoch", epoch);
        if (caller.actor() != null) {
            claims.put("act", Map.of("sub", caller.actor()));
        }
        String text = signed(claims);
        verified.put(text, new AccessToken(caller, epoch, expires * 1_000, AccessToken.Life.LIVING));
        return new Issued(text, expires - now);
    }

    /** Tokens made together do not all expire together. */
    private long lifeSeconds() {
        double factor = ThreadLocalRandom.current().nextDouble(1 - JITTER, 1 + JITTER);
        return Math.round(settings.accessLife().toSeconds() * factor);
    }

    private String signed(Map<String, Object> claims) {
        SigningKey key = keys.current();
        String header = "{\"alg\":\"ES256\",\"kid\":\"" + key.kid() + "\",\"typ\":\"at+jwt\"}";
        String signed = Base64Url.encode(header.getBytes(StandardCharsets.US_ASCII)) + "."
                + Base64Url.encode(json.writeValueAsBytes(claims));
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(key.secret());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64Url.encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token of this text, if it is one of ours and in its time. Says nothing about its session. */
    public Optional<AccessToken> verify(String text) {
        AccessToken known = verified.getIfPresent(text);
        Optional<AccessToken> token = known != null ? Optional.of(known) : intake.read(text);
        token = token.filter(this::isInTime);
        if (known == null) {
            token.ifPresent(fresh -> verified.put(text, fresh));
        }
        (token.isPresent() ? accepted : refused).increment();
        return token;
    }

    private boolean isInTime(AccessToken token) {
        return clock.millis() < token.expiresAtMillis() + SKEW_SECONDS * 1_000;
    }
}
