package dev.jari.token;

import dev.jari.web.Caller;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/** A verified access token. The authentication is made once and shared by all requests that carry the token. */
public record AccessToken(Caller caller, long epoch, long expiresAtMillis, Authentication authentication) {

    AccessToken(Caller caller, long epoch, long expiresAtMillis) {
        this(
                caller,
                epoch,
                expiresAtMillis,
                UsernamePasswordAuthenticationToken.authenticated(
                        caller,
                        null,
                        caller.roles().stream()
                                .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                                .toList()));
    }
}
