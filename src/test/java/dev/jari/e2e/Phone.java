package dev.jari.e2e;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An authenticator app (RFC 6238) that was given a key as the page shows it. */
record Phone(String secret) {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 20;

    /** The code of this half minute, or of one before or after it. */
    String code(int halfMinutesLater) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(), "HmacSHA1"));
            long step = Instant.now().getEpochSecond() / 30 + halfMinutesLater;
            byte[] digest =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(digest).getInt(digest[digest.length - 1] & 0xf) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes() {
        BigInteger bits = BigInteger.ZERO;
        for (char letter : secret.replace(" ", "").toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(letter)));
        }
        byte[] all = bits.toByteArray();
        byte[] exact = new byte[SECRET_BYTES];
        int length = Math.min(all.length, SECRET_BYTES);
        System.arraycopy(all, all.length - length, exact, SECRET_BYTES - length, length);
        return exact;
    }
}
