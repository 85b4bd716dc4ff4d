package dev.jari.token;

import dev.jari.web.Caller;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A verified access token. The authentication is made once and shared by all requests that carry the token. {@code confirmed}: whether
 * this instance made it, or has been told once that its session is there. {@code seenAt}: when a request that carried it was last noted.
 */
public record AccessToken(
        Caller caller,
        long epoch,
        long expiresAtMillis,
        Authentication authentication,
        AtomicBoolean confirmed,
        AtomicLong seenAt) {

    AccessToken(Caller caller, long epoch, long expiresAtMillis, boolean confirmed) {
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
                new AtomicBoolean(confirmed),
                new AtomicLong());
    }
}
