package dev.jari.token;

import dev.jari.web.Caller;
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

    /** LIVING: made here, or asked about once; it may have been revoked since. ENDED: for good. */
    public enum Life {
        UNKNOWN,
        LIVING,
        ENDED
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
