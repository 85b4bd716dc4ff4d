package dev.jari.provider;

import dev.jari.provider.Kind.ClientAuth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** An identity provider with this installation's client there. {@code endpoints}: as far as they are known without asking it. */
public record Provider(
        String name, String label, boolean demo, Kind kind, SocialSettings.Client client, Endpoints endpoints) {

    static Provider of(String name, SocialSettings.Client client, boolean demo) {
        Kind kind = Kind.KNOWN.getOrDefault(name, Kind.OIDC);
        var own = new Endpoints(
                client.issuer(),
                client.authorizationUri(),
                client.tokenUri(),
                client.userInfoUri(),
                client.jwksUri(),
                client.revocationUri());
        Endpoints endpoints = own.or(kind.endpoints());
        if (endpoints.issuer() == null && (endpoints.authorization() == null || endpoints.token() == null)) {
            throw new IllegalArgumentException(
                    "jari.social.providers.%s needs an issuer, such as https://id.example.com/realms/main."
                            .formatted(name));
        }
        if (kind.clientAuth() == ClientAuth.APPLE
                && (client.teamId() == null || client.keyId() == null || client.privateKey() == null)) {
            throw new IllegalArgumentException(
                    "jari.social.providers.%s needs team-id, key-id and private-key (PKCS#8 in PEM) instead of a secret."
                            .formatted(name));
        }
        String label = Objects.requireNonNullElse(
                client.label(),
                !Kind.KNOWN.containsKey(name)
                        ? name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
                        : kind.label());
        return new Provider(name, label, demo, kind, client, endpoints);
    }

    ClientAuth clientAuth() {
        return Objects.requireNonNullElse(client.clientAuth(), kind.clientAuth());
    }

    List<String> scopes() {
        return Objects.requireNonNullElse(client.scopes(), kind.scopes());
    }

    public boolean isKakao() {
        return kind.equals(Kind.KAKAO);
    }
}
