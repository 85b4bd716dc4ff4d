package dev.jari.provider;

import dev.jari.web.Problem;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Believes an id_token only as OpenID Connect Core 3.1.3.7 allows: ours, fresh, and for the very request that we made. */
@Component
class IdTokens {
    private static final Logger log = LoggerFactory.getLogger(IdTokens.class);
    private static final long SKEW_SECONDS = 60;

    private final SignedTexts texts;
    private final Clock clock;

    IdTokens(SignedTexts texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    JsonNode verify(Provider provider, Endpoints endpoints, String token, String nonce) {
        String keys = Endpoints.required(endpoints.jwks(), "jwks-uri");
        JsonNode claims = texts.read(token, keys)
                .map(SignedTexts.Content::claims)
                .orElseThrow(() -> invalid(provider, "signature"));
        check(provider, "iss", isText(claims, "iss", Endpoints.required(endpoints.issuer(), "issuer")));
        check(provider, "aud", isFor(claims, provider.client().clientId()));
        check(provider, "nonce", isText(claims, "nonce", nonce));
        long now = clock.millis() / 1_000;
        check(provider, "exp", number(claims, "exp") > now - SKEW_SECONDS);
        check(provider, "iat", claims.has("iat") && number(claims, "iat") <= now + SKEW_SECONDS);
        check(provider, "nbf", !claims.has("nbf") || number(claims, "nbf") <= now + SKEW_SECONDS);
        return claims;
    }

    private static boolean isFor(JsonNode claims, String clientId) {
        JsonNode audience = claims.path("aud");
        boolean ours = audience.isArray()
                ? audience.valueStream().anyMatch(each -> clientId.equals(each.asString("")))
                : isText(claims, "aud", clientId);
        boolean ambiguous = audience.size() > 1 || claims.has("azp");
        return ours && (!ambiguous || isText(claims, "azp", clientId));
    }

    private static boolean isText(JsonNode claims, String name, String expected) {
        return claims.path(name).isString() && claims.get(name).stringValue().equals(expected);
    }

    private static long number(JsonNode claims, String name) {
        return claims.path(name).isNumber() ? claims.get(name).asLong(0) : 0;
    }

    private static void check(Provider provider, String what, boolean holds) {
        if (!holds) {
            throw invalid(provider, what);
        }
    }

    static Problem invalid(Provider provider, String what) {
        log.warn("SECURITY an identity of {} was refused: {}", provider.name(), what);
        return Problem.of(
                HttpStatus.UNAUTHORIZED, "invalid_identity", "What the provider says about you does not hold.");
    }
}
