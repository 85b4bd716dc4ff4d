package dev.jari.idp;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Conditional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Signs the demo's identities; made when the first one is wanted. */
@Component
@Conditional(DemoWanted.class)
class DemoKeys {
    private static final int BITS = 2048;
    private static final long LIFE_SECONDS = 600;

    private final DemoIdp idp;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();
    private @Nullable RSAKey key;

    DemoKeys(DemoIdp idp, Clock clock) {
        this.idp = idp;
        this.clock = clock;
    }

    synchronized Map<String, Object> jwks() {
        return new JWKSet(current()).toJSONObject();
    }

    private RSAKey current() {
        RSAKey present = key;
        if (present == null) {
            present = generate();
            key = present;
        }
        return present;
    }

    private static RSAKey generate() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    synchronized String idToken(Grant grant) {
        if (grant.fault() == Fault.ROTATED_KEYS) {
            key = generate();
        }
        String payload = json.writeValueAsString(claims(grant));
        if (grant.fault() == Fault.UNSIGNED) {
            return encoded("{\"alg\":\"none\"}") + "." + encoded(payload) + ".";
        }
        RSAKey signing = grant.fault() == Fault.UNKNOWN_KEY ? generate() : current();
        String signed = sign(signing, payload);
        return grant.fault() == Fault.BAD_SIGNATURE ? withOtherSubject(signed, grant) : signed;
    }

    private Map<String, Object> claims(Grant grant) {
        Fault fault = grant.fault();
        long now = clock.millis() / 1_000 - (fault == Fault.EXPIRED ? 2 * LIFE_SECONDS : 0);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", fault == Fault.WRONG_ISSUER ? "https://somebody.example" : idp.issuer(grant.shape()));
        claims.put("aud", fault == Fault.WRONG_AUDIENCE ? "another-client" : DemoIdp.clientId(grant.shape()));
        claims.put("iat", now);
        claims.put("exp", now + LIFE_SECONDS);
        claims.put("nonce", fault == Fault.WRONG_NONCE ? "another-request" : String.valueOf(grant.nonce()));
        claims.putAll(grant.shape().claims(grant));
        return claims;
    }

    private static String sign(RSAKey key, String payload) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            var object = new JWSObject(header, new Payload(payload));
            object.sign(new RSASSASigner(key));
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withOtherSubject(String signed, Grant grant) {
        String[] parts = signed.split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        return parts[0] + "." + encoded(payload.replace(grant.person().subject(), "0")) + "." + parts[2];
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Apple's clients prove themselves by a JWT, signed by their developer key, for Apple. */
    boolean isAppleSecret(String presented) {
        try {
            SignedJWT jwt = SignedJWT.parse(presented);
            var claims = jwt.getJWTClaimsSet();
            return jwt.getHeader().getAlgorithm().equals(JWSAlgorithm.ES256)
                    && jwt.verify(new ECDSAVerifier(idp.appleKey()))
                    && "DEMOTEAM".equals(claims.getIssuer())
                    && DemoIdp.clientId(Shape.APPLE).equals(claims.getSubject())
                    && claims.getAudience().contains(idp.issuer(Shape.APPLE))
                    && claims.getExpirationTime() != null
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
        } catch (ParseException | JOSEException e) {
            return false;
        }
    }
}
