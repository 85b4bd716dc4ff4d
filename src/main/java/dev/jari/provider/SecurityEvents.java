package dev.jari.provider;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Security event tokens (SET, RFC 8417), such as Kakao pushes them when something happens to an account there. */
@Component
public class SecurityEvents {
    private static final String TYPE = "secevent+jwt";
    private static final long SKEW_SECONDS = 120;

    private final Discovery discovery;
    private final SignedTexts texts;
    private final Clock clock;

    SecurityEvents(Discovery discovery, SignedTexts texts, Clock clock) {
        this.discovery = discovery;
        this.texts = texts;
        this.clock = clock;
    }

    /** {@code name}: the event's URI; {@code at}: when it happened there. */
    public record Event(String id, String name, String subject, Instant at) {}

    /** What was sent, or, by RFC 8935, section 2.4, what is wrong with it. */
    public sealed interface Reading {}

    public record Understood(Event event) implements Reading {}

    public record Refused(String error, String description) implements Reading {}

    public Reading read(Provider provider, String text) {
        Endpoints endpoints = discovery.of(provider);
        Optional<SignedTexts.Content> content = texts.read(text, Endpoints.required(endpoints.jwks(), "jwks-uri"));
        if (content.isEmpty()) {
            return new Refused("invalid_key", "The event is not signed by a key of the issuer.");
        }
        JsonNode claims = content.get().claims();
        if (!content.get().type().equalsIgnoreCase(TYPE)) {
            return new Refused("invalid_request", "The event is not of type " + TYPE + ".");
        }
        if (!claims.path("iss").asString("").equals(endpoints.issuer())) {
            return new Refused("invalid_issuer", "The event is not of this issuer.");
        }
        if (!isFor(claims.path("aud"), provider.client().clientId())) {
            return new Refused("invalid_audience", "The event is not for this client.");
        }
        return event(claims);
    }

    private static boolean isFor(JsonNode audience, String clientId) {
        return audience.isArray()
                ? audience.valueStream().anyMatch(each -> clientId.equals(each.asString("")))
                : clientId.equals(audience.asString(""));
    }

    private Reading event(JsonNode claims) {
        JsonNode events = claims.path("events");
        String id = claims.path("jti").asString("");
        long issued = claims.path("iat").asLong(0);
        long now = clock.millis() / 1_000;
        if (id.isEmpty() || events.size() != 1 || !events.isObject() || issued <= 0 || issued > now + SKEW_SECONDS) {
            return new Refused("invalid_request", "The event lacks jti, iat or its one event.");
        }
        String name = events.propertyNames().iterator().next();
        String subject = events.get(name).path("subject").path("sub").asString("");
        String outer = claims.path("sub").asString(subject);
        if (subject.isEmpty()) {
            subject = outer;
        }
        if (subject.isEmpty() || !subject.equals(outer)) {
            return new Refused("invalid_request", "The event does not say whom it is about.");
        }
        long happened = claims.path("toe").asLong(issued);
        return new Understood(new Event(id, name, subject, Instant.ofEpochSecond(Math.min(happened, issued))));
    }
}
