package dev.jari.factor;

import dev.jari.web.Secrets;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238) as all authenticator apps know them: SHA-1, six digits, a new one each 30 seconds. */
final class Totp {
    static final int SECRET_BYTES = 20;

    private static final int STEP_SECONDS = 30;
    // A phone's clock may be a little off, and a code is typed for a while.
    private static final int WINDOW = 1;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    Totp(byte[] secret) {
        this.secret = secret.clone();
    }

    static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), STEP_SECONDS);
    }

    /** The step whose code this is, if it is one about now. */
    OptionalLong match(String code, Instant now) {
        long current = step(now);
        OptionalLong found = OptionalLong.empty();
        for (long step = current - WINDOW; step <= current + WINDOW; step++) {
            if (Secrets.areEqual(code(step), code)) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    String code(long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash =
                    mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 0xf) & Integer.MAX_VALUE;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The form in which people copy it into an app. */
    String base32() {
        return base32(secret);
    }

    /** RFC 4648, section 6; the number of bytes is a multiple of five, so that nothing is padded. */
    static String base32(byte[] bytes) {
        var number = new BigInteger(1, bytes);
        var text = new StringBuilder();
        for (int bit = bytes.length * 8 - 5; bit >= 0; bit -= 5) {
            text.append(BASE32.charAt(number.shiftRight(bit).intValue() & 31));
        }
        return text.toString();
    }
}
