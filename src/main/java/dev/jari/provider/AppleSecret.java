package dev.jari.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Apple's client secret: a JWT signed with the developer key. Apple allows six months; one made for each call needs minutes. */
@Component
class AppleSecret {
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Clock clock;

    AppleSecret(Clock clock) {
        this.clock = clock;
    }

    String of(Provider provider, String audience) {
        var client = provider.client();
        var header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(JOSEObjectType.JWT)
                .keyID(client.keyId())
                .build();
        var claims = new JWTClaimsSet.Builder()
                .issuer(client.teamId())
                .subject(client.clientId())
                .audience(audience)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(LIFE)))
                .build();
        try {
            var jwt = new SignedJWT(header, claims);
            jwt.sign(new ECDSASigner(key(Objects.requireNonNull(client.privateKey()))));
            return jwt.serialize();
        } catch (JOSEException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "jari.social.providers.%s.private-key is not an EC key in PKCS#8".formatted(provider.name()), e);
        }
    }

    private static ECPrivateKey key(String pem) throws GeneralSecurityException {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        return (ECPrivateKey) KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }
}
