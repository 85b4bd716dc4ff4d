package dev.jari.token;

import dev.jari.web.Caller;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A verified access token. The authentication is made once and shared by all requests that carry the token. {@code life}: what this
 * instance has learned of its session. {@code seenAt}: when a request that carried it was last noted.
 */
public record AccessToken(
        Caller caller,
        long epoch,
        long expiresAtMillis,
        Authentication authentication,
        AtomicReference<Life> life,
        AtomicLong seenAt) {
    private static final String ATTRIBUTE = AccessToken.class.getName();

    /** LIVING: made here, or asked about once; it may have been revoked since. ENDED: for good. */
    public enum Life {
        UNKNOWN,
        LIVING,
        ENDED
    }

    /** The one that a request was let in with, where it was. */
    public static Optional<AccessToken> of(HttpServletRequest request) {
        return Optional.ofNullable((AccessToken) request.getAttribute(ATTRIBUTE));
    }

    public void letIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    AccessToken(Caller caller, long epoch, long expiresAtMillis, Life life) {
        this(
                caller,
                epoch,
                expiresAtMillis,
                UsernamePasswordAuthenticationToken.authenticated(
                        caller,
                        null,
                        caller.roles().stream()
                                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                                .toList()),
                new AtomicReference<>(life),
                new AtomicLong());
    }
}
