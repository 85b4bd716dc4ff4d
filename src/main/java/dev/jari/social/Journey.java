package dev.jari.social;

import dev.jari.web.Secrets;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What must be known again when somebody comes back from a provider. {@code browser}: the digest of the cookie's value; {@code linkUser},
 * {@code linkSession}: who was signed in and asked to link; {@code delivered}: what a form brought (Apple), to be picked up.
 */
record Journey(
        String provider,
        String nonce,
        String verifier,
        String redirectUri,
        String next,
        String browser,
        @Nullable String linkUser,
        @Nullable String linkSession,
        @Nullable Delivery delivered) {

    record Delivery(@Nullable String code, @Nullable String error, String name) {}

    // What a browser may be sent to: a path of this site. It reads \ as /, and skips tabs and line ends.
    private static final Pattern PATH =
            Pattern.compile("/([A-Za-z0-9._~!$&'()*+,;=:@%?#-][A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?");
    private static final int MAX_PATH = 1_000;

    boolean isLinking() {
        return linkUser != null;
    }

    boolean isOf(String cookie) {
        return Secrets.areEqual(browser, Secrets.hexDigest(cookie));
    }

    Journey carrying(Delivery delivery) {
        return new Journey(provider, nonce, verifier, redirectUri, next, browser, linkUser, linkSession, delivery);
    }

    /** A path of this site, or its start. */
    static String ownPath(@Nullable String next) {
        if (next == null || next.length() > MAX_PATH) {
            return "/";
        }
        try {
            URI uri = URI.create(next);
            String path = uri.toASCIIString();
            boolean own = uri.getRawAuthority() == null && uri.getScheme() == null;
            return own && PATH.matcher(path).matches() ? path : "/";
        } catch (IllegalArgumentException e) {
            return "/";
        }
    }
}
