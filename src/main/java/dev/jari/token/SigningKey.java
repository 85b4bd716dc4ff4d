package dev.jari.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;

/** A pair of keys on P-256. {@code kid} is the RFC 7638 thumbprint: the same key has the same name wherever it is. */
record SigningKey(String kid, PrivateKey secret, ECPublicKey open, Map<String, Object> jwk) {

    static KeyPair newPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code secret} in PKCS #8, {@code open} as an X.509 SubjectPublicKeyInfo: what the JDK encodes keys to. */
    static SigningKey of(byte[] secret, byte[] open) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            return of(factory.generatePrivate(new PKCS8EncodedKeySpec(secret)), (ECPublicKey)
                    factory.generatePublic(new X509EncodedKeySpec(open)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A signing key is damaged.", e);
        }
    }

    private static SigningKey of(PrivateKey secret, ECPublicKey open) {
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
