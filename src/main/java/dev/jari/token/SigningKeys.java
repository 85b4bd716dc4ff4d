package dev.jari.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The keys of this deployment: ES256 for access tokens, a secret for refresh tokens. All instances read the same ones. */
@Component
public class SigningKeys {
    private static final String FIRST_SIGNING = "es256-1";
    private static final String FIRST_SECRET = "hmac-1";
    private static final int SECRET_BYTES = 32;

    private final SigningKeyStore store;
    private final MasterKey master;
    private final Clock clock;
    private final Map<String, SigningKey> byKid;
    private final SigningKey current;
    private final SecretKey refreshSecret;

    SigningKeys(SigningKeyStore store, MasterKey master, Clock clock) {
        this.store = store;
        this.master = master;
        this.clock = clock;
        createFirst();
        byKid = store.all(SigningKeyStore.ES256).stream()
                .map(this::signingKey)
                .collect(Collectors.toUnmodifiableMap(SigningKey::kid, key -> key));
        current = signingKey(store.all(SigningKeyStore.ES256).getLast());
        refreshSecret =
                new SecretKeySpec(unwrapped(store.all(SigningKeyStore.HMAC).getLast()), "HmacSHA256");
    }

    record SigningKey(String kid, PrivateKey secret, ECPublicKey open) {

        /** As RFC 7517 wants it. */
        Map<String, String> jwk() {
            return Map.of(
                    "kty", "EC", "crv", "P-256", "alg", "ES256", "use", "sig", "kid", kid, "x", x(open), "y", y(open));
        }
    }

    SigningKey current() {
        return current;
    }

    Optional<SigningKey> byKid(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }

    SecretKey refreshSecret() {
        return refreshSecret;
    }

    public Map<String, List<Map<String, String>>> jwks() {
        return Map.of("keys", byKid.values().stream().map(SigningKey::jwk).toList());
    }

    /** Of two instances that start on an empty database, one wins; both then read the winner's. */
    private void createFirst() {
        try {
            if (store.all(SigningKeyStore.ES256).isEmpty()) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec("secp256r1"));
                var pair = generator.generateKeyPair();
                String open =
                        Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
                insert(
                        FIRST_SIGNING,
                        SigningKeyStore.ES256,
                        open,
                        pair.getPrivate().getEncoded());
            }
            if (store.all(SigningKeyStore.HMAC).isEmpty()) {
                byte[] secret = new byte[SECRET_BYTES];
                new SecureRandom().nextBytes(secret);
                insert(FIRST_SECRET, SigningKeyStore.HMAC, null, secret);
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void insert(String id, String kind, @Nullable String open, byte[] secret) {
        store.insert(new SigningKeyStore.Row(id, kind, open, master.wrap(id, secret)), clock.millis());
    }

    private SigningKey signingKey(SigningKeyStore.Row row) {
        try {
            KeyFactory factory = KeyFactory.getInstance("EC");
            byte[] open = Base64.getDecoder().decode(String.valueOf(row.publicKey()));
            ECPublicKey key = (ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(open));
            return new SigningKey(
                    thumbprint(key), factory.generatePrivate(new PKCS8EncodedKeySpec(unwrapped(row))), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The signing key %s is damaged.".formatted(row.id()), e);
        }
    }

    private byte[] unwrapped(SigningKeyStore.Row row) {
        return master.unwrap(row.id(), row.wrapped())
                .orElseThrow(() -> new IllegalStateException(
                        ("The keys in the database were wrapped by another master key than the one in %s. All instances of a"
                                        + " database share that file: copy it here, or let jari.auth.master-key-file name it.")
                                .formatted(master.file())));
    }

    /** RFC 7638: the same key has the same name wherever it is. */
    private static String thumbprint(ECPublicKey key) throws GeneralSecurityException {
        String canonical = "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x(key), y(key));
        byte[] sha = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha);
    }

    private static String x(ECPublicKey key) {
        return coordinate(key.getW().getAffineX().toByteArray());
    }

    private static String y(ECPublicKey key) {
        return coordinate(key.getW().getAffineY().toByteArray());
    }

    /** Exactly 32 bytes: BigInteger's own form has a sign byte or lacks leading zeros. */
    private static String coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(number.length, fixed.length);
        System.arraycopy(number, number.length - length, fixed, fixed.length - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
