package dev.jari.user;

import java.text.Normalizer;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A person with an account. Who came from a provider that tells no address has none. */
public record User(
        String id,
        @Nullable String email,
        boolean emailVerified,
        String name,
        Set<String> roles,
        long epoch,
        Status status,
        Instant createdAt) {
    public static final String USER = "USER";
    public static final String ADMIN = "ADMIN";

    static final int MAX_EMAIL = 254;
    static final int MAX_NAME = 80;
    // They would turn the text around a name.
    private static final String BIDI_CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";
    // What mail servers really accept, without the comments and quotes that RFC 5322 allows and nobody has.
    private static final Pattern EMAIL = Pattern.compile(
            "[\\p{L}\\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{L}\\p{N}-]{1,63}(\\.[\\p{L}\\p{N}-]{1,63})+");

    public enum Status {
        ACTIVE,
        BANNED,
        DELETED
    }

    public boolean isActive() {
        return status == Status.ACTIVE;
    }

    /** The form in which addresses are stored and compared. */
    public static String normalEmail(String email) {
        return Normalizer.normalize(email.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** What the column holds instead of an address that is not there: the id, which no address can be, keeps it unique. */
    public static @Nullable String emailIn(String column) {
        return column.indexOf('@') < 0 ? null : column;
    }

    public static boolean isEmail(String normal) {
        return normal.length() <= MAX_EMAIL && EMAIL.matcher(normal).matches();
    }

    static boolean isName(String name) {
        return !name.isEmpty()
                && name.codePointCount(0, name.length()) <= MAX_NAME
                && name.codePoints()
                        .noneMatch(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || BIDI_CONTROLS.indexOf(c) >= 0);
    }
}
