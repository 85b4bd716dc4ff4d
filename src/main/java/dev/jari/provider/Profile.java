package dev.jari.provider;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who a provider says somebody is. {@code subject} never changes there; {@code emailTrusted}: the provider has proven that the address is
 * this person's.
 */
public record Profile(String subject, @Nullable String email, boolean emailTrusted, String name) {
    private static final int MAX_SUBJECT = 255;

    interface Reading {
        Optional<Profile> of(JsonNode answer);
    }

    /** kapi.kakao.com/v2/user/me: the address may be absent, and counts only if it is valid and verified. */
    static Optional<Profile> ofKakao(JsonNode me) {
        JsonNode account = me.path("kakao_account");
        boolean trusted = account.path("is_email_valid").asBoolean(false)
                && account.path("is_email_verified").asBoolean(false);
        String name = text(account.path("profile"), "nickname");
        String id = me.path("id").isIntegralNumber() ? me.get("id").asString() : "";
        return of(id, text(account, "email"), trusted, name.isEmpty() ? text(me.path("properties"), "nickname") : name);
    }

    /** openapi.naver.com/v1/nid/me: the address is whatever the person wrote there. */
    static Optional<Profile> ofNaver(JsonNode me) {
        JsonNode response = me.path("response");
        String name = text(response, "nickname");
        return of(text(response, "id"), text(response, "email"), false, name.isEmpty() ? text(response, "name") : name);
    }

    /** An OpenID Connect id_token's claims. */
    static Optional<Profile> ofClaims(JsonNode claims) {
        boolean verified = claims.path("email_verified").asBoolean(false);
        return of(text(claims, "sub"), text(claims, "email"), verified, text(claims, "name"));
    }

    /** Apple hands out only addresses that it has proven, or relays for them; it writes booleans as text at times. */
    static Optional<Profile> ofApple(JsonNode claims) {
        boolean denied = claims.path("email_verified").asString("true").equals("false");
        return of(text(claims, "sub"), text(claims, "email"), !denied, "");
    }

    private static Optional<Profile> of(String subject, String email, boolean trusted, String name) {
        return subject.isBlank() || subject.length() > MAX_SUBJECT
                ? Optional.empty()
                : Optional.of(new Profile(subject, email.isBlank() ? null : email, trusted && !email.isBlank(), name));
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).isString() ? node.get(member).stringValue() : "";
    }

    Profile distrusted() {
        return new Profile(subject, email, false, name);
    }

    public Profile named(String other) {
        return name.isBlank() ? new Profile(subject, email, emailTrusted, other) : this;
    }
}
