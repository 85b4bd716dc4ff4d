package dev.jari.telemetry;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an authenticator app shows (RFC 6238). */
final class OneTimeCode {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private OneTimeCode() {}

    static String of(String secret) {
        BigInteger number = BigInteger.ONE;
        for (int i = 0; i < secret.length(); i++) {
            number = number.shiftLeft(5).add(BigInteger.valueOf(BASE32.indexOf(secret.charAt(i))));
        }
        byte[] withOne = number.shiftRight(secret.length() * 5 % 8).toByteArray();
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(withOne, 1, withOne.length - 1, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8)
                    .putLong(System.currentTimeMillis() / 30_000)
                    .array());
            int code = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & 0x7fff_ffff;
            return "%06d".formatted(code % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
