package dev.jari.token;

import java.util.Base64;

/**
 * RFC 4648, section 5, without padding, and only the canonical form: the JDK's decoder ignores stray bits in the last character, so
 * that one token would have several texts.
 */
public final class Base64Url {
    private Base64Url() {}

    public static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    public static byte[] decode(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!encode(bytes).equals(text)) {
            throw new IllegalArgumentException("not canonical");
        }
        return bytes;
    }
}
