package dev.jari.provider;

import org.jspecify.annotations.Nullable;

/** A provider's addresses; what is absent is found by OpenID discovery at the issuer, or does not exist. */
record Endpoints(
        @Nullable String issuer,
        @Nullable String authorization,
        @Nullable String token,
        @Nullable String userInfo,
        @Nullable String jwks,
        @Nullable String revocation) {

    /** These, and the other's where there is none. */
    Endpoints or(Endpoints other) {
        return new Endpoints(
                issuer == null ? other.issuer : issuer,
                authorization == null ? other.authorization : authorization,
                token == null ? other.token : token,
                userInfo == null ? other.userInfo : userInfo,
                jwks == null ? other.jwks : jwks,
                revocation == null ? other.revocation : revocation);
    }

    Endpoints withIssuer(String other) {
        return new Endpoints(other, authorization, token, userInfo, jwks, revocation);
    }

    static String required(@Nullable String address, String what) {
        if (address == null) {
            throw new IllegalStateException("The provider has no " + what + "; set it or an issuer that tells it.");
        }
        return address;
    }
}
