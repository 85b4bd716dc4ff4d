package dev.jari.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to a provider: its addresses, how a client proves itself, where it says who somebody is, when it vouches for an
 * address ({@link Profile}) and how it is told that somebody has left.
 */
public record Kind(
        String label,
        Endpoints endpoints,
        ClientAuth clientAuth,
        List<String> scopes,
        Map<String, String> extras,
        Who who,
        Profile.Reading reading,
        Farewell farewell) {

    /** APPLE: a short-lived ES256 JWT in the place of the secret. */
    public enum ClientAuth {
        POST,
        BASIC,
        APPLE
    }

    enum Who {
        ID_TOKEN,
        USER_INFO
    }

    enum Farewell {
        /** RFC 7009. */
        REVOKE,
        KAKAO,
        NAVER
    }

    static final Kind KAKAO = new Kind(
            "Kakao",
            new Endpoints(
                    "https://kauth.kakao.com",
                    "https://kauth.kakao.com/oauth/authorize",
                    "https://kauth.kakao.com/oauth/token",
                    "https://kapi.kakao.com/v2/user/me",
                    "https://kauth.kakao.com/.well-known/jwks.json",
                    "https://kapi.kakao.com/v1/user/unlink"),
            ClientAuth.POST,
            List.of(), // what the app asks for is set at Kakao
            Map.of(),
            Who.USER_INFO,
            Profile::ofKakao,
            Farewell.KAKAO);

    static final Kind NAVER = new Kind(
            "Naver",
            new Endpoints(
                    null,
                    "https://nid.naver.com/oauth2.0/authorize",
                    "https://nid.naver.com/oauth2.0/token",
                    "https://openapi.naver.com/v1/nid/me",
                    null,
                    null),
            ClientAuth.POST,
            List.of(),
            Map.of(),
            Who.USER_INFO,
            Profile::ofNaver,
            Farewell.NAVER);

    /** Offline: else there is no token that could still be revoked when somebody leaves. */
    static final Kind GOOGLE = new Kind(
            "Google",
            issuer("https://accounts.google.com"),
            ClientAuth.POST,
            List.of("openid", "email", "profile"),
            Map.of("access_type", "offline"),
            Who.ID_TOKEN,
            Profile::ofClaims,
            Farewell.REVOKE);

    static final Kind APPLE = new Kind(
            "Apple",
            new Endpoints(
                    "https://appleid.apple.com",
                    "https://appleid.apple.com/auth/authorize",
                    "https://appleid.apple.com/auth/token",
                    null,
                    "https://appleid.apple.com/auth/keys",
                    "https://appleid.apple.com/auth/revoke"),
            ClientAuth.APPLE,
            List.of("name", "email"),
            Map.of("response_mode", "form_post"),
            Who.ID_TOKEN,
            Profile::ofApple,
            Farewell.REVOKE);

    static final Kind OIDC = new Kind(
            "OpenID",
            issuer(null),
            ClientAuth.BASIC,
            List.of("openid", "email", "profile"),
            Map.of(),
            Who.ID_TOKEN,
            Profile::ofClaims,
            Farewell.REVOKE);

    static final Map<String, Kind> KNOWN = Map.of("kakao", KAKAO, "naver", NAVER, "google", GOOGLE, "apple", APPLE);

    private static Endpoints issuer(@Nullable String issuer) {
        return new Endpoints(issuer, null, null, null, null, null);
    }
}
