package dev.jari.factor;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A passkey in software (EC P-256, no attestation), with everything one can do wrong. Its CBOR is written by hand. */
final class SoftAuthenticator {
    static final int PRESENT = 0x01;
    static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair keys;
    private final byte[] id = new byte[16];
    private String userHandle = "";
    int counter;
    int flags = PRESENT | VERIFIED;
    String origin;
    String rpId = "localhost";

    SoftAuthenticator(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What {@code navigator.credentials.create} would answer. */
    Map<String, Object> create(String challenge, String user) {
        userHandle = user;
        var cbor = new ByteArrayOutputStream();
        cbor.writeBytes(bytes(0xa3, 0x63));
        cbor.writeBytes("fmt".getBytes(StandardCharsets.US_ASCII));
        cbor.write(0x64);
        cbor.writeBytes("none".getBytes(StandardCharsets.US_ASCII));
        cbor.write(0x67);
        cbor.writeBytes("attStmt".getBytes(StandardCharsets.US_ASCII));
        cbor.writeBytes(bytes(0xa0, 0x68));
        cbor.writeBytes("authData".getBytes(StandardCharsets.US_ASCII));
        byte[] data = authenticatorData(flags | ATTESTED, attested());
        cbor.writeBytes(bytes(0x58, data.length));
        cbor.writeBytes(data);
        return credential(Map.of(
                "clientDataJSON", clientData("webauthn.create", challenge),
                "attestationObject", text(cbor.toByteArray()),
                "transports", List.of("internal")));
    }

    /** What {@code navigator.credentials.get} would answer. */
    Map<String, Object> get(String challenge) {
        counter++;
        byte[] data = authenticatorData(flags, new byte[0]);
        String clientData = clientData("webauthn.get", challenge);
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(data);
            signature.update(sha256(Base64.getUrlDecoder().decode(clientData)));
            return credential(Map.of(
                    "clientDataJSON",
                    clientData,
                    "authenticatorData",
                    text(data),
                    "signature",
                    text(signature.sign()),
                    "userHandle",
                    userHandle));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> credential(Map<String, Object> response) {
        return Map.of(
                "id",
                text(id),
                "rawId",
                text(id),
                "type",
                "public-key",
                "authenticatorAttachment",
                "platform",
                "clientExtensionResults",
                Map.of(),
                "response",
                response);
    }

    private String clientData(String type, String challenge) {
        return text("{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8));
    }

    private byte[] authenticatorData(int flags, byte[] attested) {
        return ByteBuffer.allocate(37 + attested.length)
                .put(sha256(rpId.getBytes(StandardCharsets.US_ASCII)))
                .put((byte) flags)
                .putInt(counter)
                .put(attested)
                .array();
    }

    private byte[] attested() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        var cose = new ByteArrayOutputStream();
        cose.writeBytes(new byte[16]);
        cose.writeBytes(bytes(0, id.length));
        cose.writeBytes(id);
        cose.writeBytes(bytes(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20));
        cose.writeBytes(coordinate(key.getW().getAffineX()));
        cose.writeBytes(bytes(0x22, 0x58, 0x20));
        cose.writeBytes(coordinate(key.getW().getAffineY()));
        return cose.toByteArray();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = new byte[32];
        byte[] raw = number.toByteArray();
        int length = Math.min(32, raw.length);
        System.arraycopy(raw, raw.length - length, bytes, 32 - length, length);
        return bytes;
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
