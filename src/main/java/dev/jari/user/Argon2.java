package dev.jari.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id (RFC 9106) in the usual text form, {@code $argon2id$v=19$m=7168,t=5,p=1$salt$hash}. Each thread keeps the memory of its
 * hashes until it ends: new memory for each one filled the old generation of a small instance, and a login storm became a storm of
 * full collections.
 */
final class Argon2 {
    private static final int KIBIBYTES = 7 * 1024;
    private static final int PASSES = 5;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final ThreadLocal<FixedBlockPool> memory =
            ThreadLocal.withInitial(() -> new FixedBlockPool(Argon2BytesGenerator.getBlockCount(KIBIBYTES, 1)));
    private final SecureRandom random = new SecureRandom();

    private record Cost(int kibibytes, int passes, int lanes) {
        static final Cost TODAYS = new Cost(KIBIBYTES, PASSES, 1);

        static Cost of(Matcher form) {
            return new Cost(
                    Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)), Integer.parseInt(form.group(3)));
        }
    }

    String hash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = compute(password, salt, Cost.TODAYS, HASH_BYTES);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(KIBIBYTES, PASSES, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    boolean matches(String password, String hash) {
        Matcher form = FORM.matcher(hash);
        if (!form.matches()) {
            return false;
        }
        byte[] expected = Base64.getDecoder().decode(form.group(5));
        byte[] salt = Base64.getDecoder().decode(form.group(4));
        return MessageDigest.isEqual(expected, compute(password, salt, Cost.of(form), expected.length));
    }

    /** Whether a hash was made at another cost than is asked for today. */
    boolean isOutdated(String hash) {
        Matcher form = FORM.matcher(hash);
        return !form.matches() || !Cost.of(form).equals(Cost.TODAYS);
    }

    private byte[] compute(String password, byte[] salt, Cost cost, int length) {
        var argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withSalt(salt)
                .withMemoryAsKB(cost.kibibytes)
                .withIterations(cost.passes)
                .withParallelism(cost.lanes)
                .withBlockPool(memory.get())
                .build());
        byte[] hash = new byte[length];
        argon2.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
        return hash;
    }
}
