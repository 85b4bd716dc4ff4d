package dev.jari.idp;

import dev.jari.web.Problem;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Whose answers the demo provider imitates. */
enum Shape {
    KAKAO("Kakao"),
    NAVER("Naver"),
    GOOGLE("Google"),
    APPLE("Apple");

    private final String label;

    Shape(String label) {
        this.label = label;
    }

    /** 404 for a name that is none. */
    static Shape of(String path) {
        for (Shape shape : values()) {
            if (shape.path().equals(path)) {
                return shape;
            }
        }
        throw Problem.notFound("demo provider");
    }

    String label() {
        return label;
    }

    String path() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean hasIdToken() {
        return this == GOOGLE || this == APPLE;
    }

    /** As kapi.kakao.com/v2/user/me and openapi.naver.com/v1/nid/me answer; the others have OpenID's userinfo. */
    Map<String, Object> userInfo(Grant grant) {
        Grant.Person person = grant.person();
        Map<String, Object> account = new LinkedHashMap<>();
        return switch (this) {
            case KAKAO -> {
                account.put("profile", Map.of("nickname", person.name()));
                account.put("has_email", grant.tellsEmail());
                if (grant.tellsEmail()) {
                    account.put("email", person.email());
                    account.put("is_email_valid", true);
                    account.put("is_email_verified", grant.isVerified());
                }
                yield Map.of("id", Long.parseLong(person.subject()), "kakao_account", account);
            }
            case NAVER -> {
                account.put("id", person.subject());
                account.put("nickname", person.name());
                if (grant.tellsEmail()) {
                    account.put("email", person.email());
                }
                yield Map.of("resultcode", "00", "message", "success", "response", account);
            }
            case GOOGLE, APPLE -> claims(grant);
        };
    }

    Map<String, Object> claims(Grant grant) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("sub", grant.person().subject());
        if (this == GOOGLE) {
            claims.put("name", grant.person().name());
        }
        if (grant.tellsEmail()) {
            claims.put("email", grant.person().email());
            claims.put("email_verified", this == APPLE ? Boolean.toString(grant.isVerified()) : grant.isVerified());
        }
        return claims;
    }
}
