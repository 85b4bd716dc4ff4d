package dev.jari.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a JWS of a provider by the provider's own keys. The algorithms are ours to choose: asymmetric ones, each with its own type of
 * key, whatever the text asks for. Addresses of keys in its header are never looked at.
 */
@Component
class SignedTexts {
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
    private static final int MAX_LENGTH = 16 * 1024;
    private static final int MIN_RSA_BITS = 2048;

    private final KeySets keys;
    private final JsonMapper json = JsonMapper.shared();

    SignedTexts(KeySets keys) {
        this.keys = keys;
    }

    /** What it says and of which type it says it is; empty unless the provider signed exactly this. */
    record Content(String type, JsonNode claims) {}

    Optional<Content> read(String text, String jwks) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            JWSObject parsed = JWSObject.parse(text);
            JWSHeader header = parsed.getHeader();
            if (!ALGORITHMS.contains(header.getAlgorithm()) || header.getCriticalParams() != null) {
                return Optional.empty();
            }
            Optional<JWK> key = keys.find(jwks, header.getKeyID()).filter(found -> fits(found, header.getAlgorithm()));
            if (key.isEmpty() || !parsed.verify(verifier(key.get()))) {
                return Optional.empty();
            }
            JsonNode claims = json.readTree(parsed.getPayload().toBytes());
            String type = header.getType() == null ? "" : header.getType().getType();
            return claims.isObject() ? Optional.of(new Content(type, claims)) : Optional.empty();
        } catch (ParseException | JOSEException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean fits(JWK key, JWSAlgorithm algorithm) {
        boolean typed = algorithm.equals(JWSAlgorithm.ES256)
                ? key instanceof ECKey curve && Curve.P_256.equals(curve.getCurve())
                : key instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS;
        return typed
                && (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
    }

    private static JWSVerifier verifier(JWK key) throws JOSEException {
        return key instanceof ECKey curve ? new ECDSAVerifier(curve) : new RSASSAVerifier((RSAKey) key);
    }
}
