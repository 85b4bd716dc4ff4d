package dev.jari.token;

import dev.jari.web.Caller;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads access tokens, and only those that {@link AccessTokens} made: one algorithm, our own keys, each claim present and of its
 * type, one text for each token. Whatever else a JWT could be is refused.
 */
@Component
class AccessTokenIntake {
    private static final String TYPE = "at+jwt";
    private static final String ALGORITHM = "ES256";
    private static final int SIGNATURE_BYTES = 64;
    private static final int MAX_LENGTH = 4 * 1024;
    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final SigningKeys keys;
    private final AuthSettings settings;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    AccessTokenIntake(SigningKeys keys, AuthSettings settings, Clock clock) {
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** Empty unless we signed this very text. Whether it is still in its time is the caller's to ask. */
    Optional<AccessToken> read(String text) {
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
            return accepted(json.readTree(claims));
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
            Signature signature = Signature.getInstance(AccessTokens.SIGNATURE);
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
        long soon = clock.millis() / 1_000 + AccessTokens.SKEW_SECONDS;
        boolean ours = claims.isObject()
                && isText(claims, "iss", settings.issuer())
                && isText(claims, "aud", AccessTokens.AUDIENCE)
                && claims.path("sub").isString()
                && claims.path("sid").isString()
                && claims.path("jti").isString()
                && isNumber(claims, "iat")
                && isNumber(claims, "exp")
                && isNumber(claims, "epoch")
                && claims.get("iat").longValue() <= soon
                && (!claims.has("nbf")
                        || (isNumber(claims, "nbf") && claims.get("nbf").longValue() <= soon))
                && (!claims.has("act") || isActor(claims.get("act")))
                && claims.path("roles").isArray()
                && claims.get("roles").valueStream().allMatch(JsonNode::isString);
        if (!ours) {
            return Optional.empty();
        }
        Set<String> roles = claims.get("roles")
                .valueStream()
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(TreeSet::new));
        String actor = claims.has("act") ? claims.get("act").get("sub").stringValue() : null;
        Caller caller =
                new Caller(claims.get("sub").stringValue(), claims.get("sid").stringValue(), roles, actor);
        return Optional.of(new AccessToken(
                caller,
                claims.get("epoch").longValue(),
                claims.get("exp").longValue() * 1_000,
                AccessToken.Life.UNKNOWN));
    }

    private static boolean isActor(JsonNode actor) {
        return actor.isObject() && actor.size() == 1 && actor.path("sub").isString();
    }

    private static boolean isText(JsonNode node, String name, String expected) {
        JsonNode value = node.path(name);
        return value.isString() && value.stringValue().equals(expected);
    }

    private static boolean isNumber(JsonNode node, String name) {
        return node.path(name).isIntegralNumber() && node.get(name).canConvertToLong();
    }
}
