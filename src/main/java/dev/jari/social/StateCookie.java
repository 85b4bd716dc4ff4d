package dev.jari.social;

import dev.jari.auth.Transport;
import dev.jari.web.Secrets;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * Binds a journey to the browser that began it; each has a cookie of its own, so that two tabs do not meet. Lax: it must travel when the
 * provider sends the browser back, which is a navigation from another site.
 */
@Component
class StateCookie {
    private static final int NAME_PART = 16;

    private final Transport transport;

    StateCookie(Transport transport) {
        this.transport = transport;
    }

    Optional<String> read(String state, HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(state, request);
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(name)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    void send(String state, String value, Duration life, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name(state, request), value)
                        .path("/")
                        .maxAge(life)
                        .httpOnly(true)
                        .secure(transport.isSecure(request))
                        .sameSite("Lax")
                        .build()
                        .toString());
    }

    void clear(String state, HttpServletRequest request, HttpServletResponse response) {
        send(state, "", Duration.ZERO, request, response);
    }

    private String name(String state, HttpServletRequest request) {
        String part = Secrets.hexDigest(state).substring(0, NAME_PART);
        return (transport.isSecure(request) ? "__Host-jari_oauth_" : "jari_oauth_") + part;
    }
}
