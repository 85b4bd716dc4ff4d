package dev.jari.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.Map;

/** A pair of keys on P-256. {@code kid} is the RFC 7638 thumbprint: the same key has the same name wherever it is. */
record SigningKey(String kid, PrivateKey secret, ECPublicKey open, Map<String, Object> jwk) {

    static SigningKey of(PrivateKey secret, ECPublicKey open) {
        try {
            ECKey jwk = new ECKey.Builder(Curve.P_256, open)
                    .keyIDFromThumbprint()
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .build();
            return new SigningKey(jwk.getKeyID(), secret, open, jwk.toJSONObject());
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
