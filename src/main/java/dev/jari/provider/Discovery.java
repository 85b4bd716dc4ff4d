package dev.jari.provider;

import dev.jari.web.Problem;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** A provider's whole set of addresses; what is not known is asked at its issuer (OpenID Connect Discovery) and kept for an hour. */
@Component
class Discovery {
    private static final Logger log = LoggerFactory.getLogger(Discovery.class);
    private static final Duration LIFE = Duration.ofHours(1);

    private final ProviderHttp http;
    private final Clock clock;
    private final Map<String, Found> found = new ConcurrentHashMap<>();

    Discovery(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    private record Found(Endpoints endpoints, long at) {}

    Endpoints of(Provider provider) {
        Endpoints known = provider.endpoints();
        String issuer = known.issuer();
        if (issuer == null) {
            return known;
        }
        boolean whole = known.authorization() != null
                && known.token() != null
                && (known.jwks() != null || provider.kind().who() == Kind.Who.USER_INFO);
        return (whole ? known : known.or(discovered(issuer))).withIssuer(http.absolute(issuer));
    }

    private Endpoints discovered(String issuer) {
        long now = clock.millis();
        Found kept = found.get(issuer);
        if (kept != null && now - kept.at() < LIFE.toMillis()) {
            return kept.endpoints();
        }
        Endpoints endpoints = ask(http.absolute(issuer));
        found.put(issuer, new Found(endpoints, now));
        return endpoints;
    }

    private Endpoints ask(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        var answer = http.get(base + "/.well-known/openid-configuration", Map.of());
        JsonNode document = answer.body();
        if (!answer.isOk() || !issuer.equals(document.path("issuer").asString(""))) {
            log.warn("The issuer {} does not describe itself (status {})", issuer, answer.status());
            throw ProviderHttp.unavailable();
        }
        return new Endpoints(
                issuer,
                address(document, "authorization_endpoint", issuer),
                address(document, "token_endpoint", issuer),
                address(document, "userinfo_endpoint", issuer),
                address(document, "jwks_uri", issuer),
                address(document, "revocation_endpoint", issuer));
    }

    /** Who is asked over https does not send us, or our secret, to plain http. */
    private static @Nullable String address(JsonNode document, String member, String issuer) {
        Optional<String> address = document.path(member).stringValueOpt();
        if (address.isPresent()
                && issuer.startsWith("https://")
                && !address.get().startsWith("https://")) {
            throw Problem.unavailable("provider_unavailable", "The provider's description is not safe to follow.", 60);
        }
        return address.orElse(null);
    }
}
