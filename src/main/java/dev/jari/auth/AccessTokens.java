package dev.jari.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.jari.auth.SigningKeys.SigningKey;
import dev.jari.user.User;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes and verifies access tokens (RFC 9068). Verifying costs half a millisecond, so what was verified is remembered under its
 * exact text until it expires; this instance's own tokens from the start.
 */
@Component
class AccessTokens {
    static final String AUDIENCE = "jari";
    private static final String TYPE = "at+jwt";
    private static final String ALGORITHM = "ES256";
    private static final String SIGNATURE = "SHA256withECDSAinP1363Format";
    private static final int SIGNATURE_BYTES = 64;
    private static final int MAX_LENGTH = 4 * 1024;
    private static final int REMEMBERED = 20_000;
    private static final long SKEW_SECONDS = 30;
    private static final double JITTER = 0.05;
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final SigningKeys keys;
    private final AuthSettings settings;
    private final Clock clock;
    private final Cache<String, AccessToken> verified;
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    AccessTokens(SigningKeys keys, AuthSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
        verified = Caffeine.newBuilder()
                .maximumSize(REMEMBERED)
                .expireAfter(Expiry.<String, AccessToken>creating(
                        (text, token) -> Duration.ofMillis(token.expiresAtMillis() - clock.millis())
                                .plusSeconds(SKEW_SECONDS)))
                .build();
    }

    record Issued(String text, long expiresInSeconds) {}

    /** For a session that ends at {@code sessionEndMillis} at the latest. */
    Issued issue(User user, String sessionId, long sessionEndMillis) {
        long now = clock.millis() / 1_000;
        long expires = Math.min(now + lifeSeconds(), sessionEndMillis / 1_000);
        Caller caller = new Caller(user.id(), sessionId, user.roles());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", settings.issuer());
        claims.put("aud", AUDIENCE);
        claims.put("sub", user.id());
        claims.put("sid", sessionId);
        claims.put("jti", Ids.next());
        claims.put("roles", user.roles());
        claims.put("iat", now);
        claims.put("exp", expires);
        claims.put("epoch", user.epoch());
        String text = signed(claims);
        verified.put(text, new AccessToken(caller, user.epoch(), expires * 1_000));
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
    Optional<AccessToken> verify(String text) {
        AccessToken known = verified.getIfPresent(text);
        if (known != null) {
            return Optional.of(known).filter(this::isInTime);
        }
        Optional<AccessToken> token = verifyAnew(text);
        token.ifPresent(fresh -> verified.put(text, fresh));
        return token;
    }

    private boolean isInTime(AccessToken token) {
        return clock.millis() < token.expiresAtMillis() + SKEW_SECONDS * 1_000;
    }

    private Optional<AccessToken> verifyAnew(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            byte[] signature = Base64Url.decode(parts[2]);
            Optional<SigningKey> key = key(json.readTree(Base64Url.decode(parts[0])));
            byte[] claims = Base64Url.decode(parts[1]);
            if (key.isEmpty()
                    || signature.length != SIGNATURE_BYTES
                    || !isSigned(key.get(), text.substring(0, text.lastIndexOf('.')), signature)) {
                return Optional.empty();
            }
            return accepted(json.readTree(claims)).filter(this::isInTime);
        } catch (IllegalArgumentException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Nothing but these three: no key, address of a key or extension that the sender would like us to use. */
    private Optional<SigningKey> key(JsonNode header) {
        boolean ours = header.isObject()
                && HEADER.equals(Set.copyOf(header.propertyNames()))
                && isText(header, "alg", ALGORITHM)
                && isText(header, "typ", TYPE)
                && header.get("kid").isString();
        return ours ? keys.byKid(header.get("kid").stringValue()) : Optional.empty();
    }

    private static boolean isSigned(SigningKey key, String signed, byte[] bytes) {
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initVerify(key.open());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.verify(bytes);
        } catch (SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<AccessToken> accepted(JsonNode claims) {
        long soon = clock.millis() / 1_000 + SKEW_SECONDS;
        boolean ours = claims.isObject()
                && isText(claims, "iss", settings.issuer())
                && isText(claims, "aud", AUDIENCE)
                && claims.path("sub").isString()
                && claims.path("sid").isString()
                && claims.path("jti").isString()
                && isNumber(claims, "iat")
                && isNumber(claims, "exp")
                && isNumber(claims, "epoch")
                && claims.get("iat").longValue() <= soon
                && (!claims.has("nbf")
                        || (isNumber(claims, "nbf") && claims.get("nbf").longValue() <= soon))
                && claims.path("roles").isArray()
                && claims.get("roles").valueStream().allMatch(JsonNode::isString);
        if (!ours) {
            return Optional.empty();
        }
        Set<String> roles = claims.get("roles")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(TreeSet::new));
        Caller caller =
                new Caller(claims.get("sub").stringValue(), claims.get("sid").stringValue(), roles);
        return Optional.of(new AccessToken(
                caller, claims.get("epoch").longValue(), claims.get("exp").longValue() * 1_000));
    }

    private static boolean isText(JsonNode node, String name, String expected) {
        JsonNode value = node.path(name);
        return value.isString() && value.stringValue().equals(expected);
    }

    private static boolean isNumber(JsonNode node, String name) {
        return node.path(name).isIntegralNumber() && node.get(name).canConvertToLong();
    }
}
