package dev.jari.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Encrypts for one browser: RFC 8291 with the coding {@code aes128gcm} of RFC 8188, in a single record. */
final class PushMessage {
    static final int AUTH_BYTES = 16;
    static final int SALT_BYTES = 16;
    private static final int POINT_BYTES = 65;
    private static final int COORDINATE_BYTES = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final byte LAST_RECORD = 2;
    private static final int RECORD_SIZE = 4_096;
    private static final int TAG_BITS = 128;

    private PushMessage() {}

    static byte[] encrypt(byte[] text, byte[] browserPoint, byte[] auth, KeyPair once, byte[] salt)
            throws GeneralSecurityException {
        byte[] ownPoint = point((ECPublicKey) once.getPublic());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(once.getPrivate());
        agreement.doPhase(publicKey(browserPoint), true);
        byte[] about = concat(ascii("WebPush: info\0"), browserPoint, ownPoint);
        byte[] secret = derive(auth, agreement.generateSecret(), about, 32);
        byte[] key = derive(salt, secret, ascii("Content-Encoding: aes128gcm\0"), 16);
        byte[] nonce = derive(salt, secret, ascii("Content-Encoding: nonce\0"), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] sealed = cipher.doFinal(concat(text, new byte[] {LAST_RECORD}));
        byte[] sizes = ByteBuffer.allocate(Integer.BYTES + 1)
                .putInt(RECORD_SIZE)
                .put((byte) POINT_BYTES)
                .array();
        return concat(salt, sizes, ownPoint, sealed);
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** As X9.62 writes it, uncompressed. */
    static byte[] point(ECPublicKey key) {
        return concat(
                new byte[] {UNCOMPRESSED},
                coordinate(key.getW().getAffineX()),
                coordinate(key.getW().getAffineY()));
    }

    /** A key of a point somebody sent; one beside the curve would give parts of our key away. */
    static ECPublicKey publicKey(byte[] point) throws GeneralSecurityException {
        if (point.length != POINT_BYTES || point[0] != UNCOMPRESSED) {
            throw new GeneralSecurityException("not an uncompressed point");
        }
        ECParameterSpec curve = curve();
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE_BYTES));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE_BYTES, POINT_BYTES));
        BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
        BigInteger right = x.pow(3)
                .add(curve.getCurve().getA().multiply(x))
                .add(curve.getCurve().getB())
                .mod(p);
        if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.pow(2).mod(p).equals(right)) {
            throw new GeneralSecurityException("not on the curve");
        }
        return (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve));
    }

    static ECParameterSpec curve() throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    static byte[] derive(byte[] salt, byte[] secret, byte[] about, int length) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256")
                .deriveData(HKDFParameterSpec.ofExtract()
                        .addSalt(salt)
                        .addIKM(secret)
                        .thenExpand(about, length));
    }

    static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    private static byte[] coordinate(BigInteger number) {
        byte[] bytes = new byte[COORDINATE_BYTES];
        byte[] signed = number.toByteArray();
        int kept = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - kept, bytes, COORDINATE_BYTES - kept, kept);
        return bytes;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
