package dev.jari.auth;

import dev.jari.session.Sessions.Tokens;
import dev.jari.token.AccessTokens;
import dev.jari.token.AuthSettings;
import dev.jari.token.AuthSettings.SecureCookies;
import dev.jari.web.ClientAddress;
import dev.jari.web.Problem;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/**
 * How tokens travel: in JSON and the Authorization header, or, for a browser that sends {@code X-Jari-Client: web}, in cookies
 * that no script can read. Who uses cookies must prove that the request comes from our own pages.
 */
@Component
public class Transport {
    private static final Logger log = LoggerFactory.getLogger(Transport.class);
    private static final String CLIENT = "X-Jari-Client";
    private static final String BEARER = "Bearer ";
    private static final String ACCESS = "jari_at";
    private static final String REFRESH = "jari_rt";
    private static final String DEVICE = "jari_device";
    private static final long DEVICE_SECONDS = Duration.ofDays(365).toSeconds();
    private static final String SECURE_PREFIX = "__Host-";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final boolean alwaysSecure;
    private final ClientAddress address;
    private final AtomicBoolean warned = new AtomicBoolean();

    Transport(AuthSettings settings, ClientAddress address) {
        alwaysSecure = settings.secureCookies() == SecureCookies.ALWAYS;
        this.address = address;
    }

    Optional<String> bearer(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    Optional<String> accessCookie(HttpServletRequest request) {
        return cookie(request, ACCESS);
    }

    Optional<String> refreshCookie(HttpServletRequest request) {
        return cookie(request, REFRESH);
    }

    Optional<String> deviceCookie(HttpServletRequest request) {
        return cookie(request, DEVICE);
    }

    private Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String wanted = isSecure(request) ? SECURE_PREFIX + name : name;
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(wanted)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    public boolean isWeb(HttpServletRequest request) {
        return "web".equals(request.getHeader(CLIENT));
    }

    boolean isUnsafe(HttpServletRequest request) {
        return !SAFE.contains(request.getMethod());
    }

    /** 403 {@code csrf} unless the request was made by a script of our own origin; a form or a foreign page cannot. */
    void requireOwnPage(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        boolean own = site != null ? site.equals("same-origin") : isOwnOrigin(request);
        if (!own || request.getHeader(CLIENT) == null) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "csrf",
                    "With cookies, send X-Jari-Client: web and make the request from a page of this site.");
        }
    }

    private static boolean isOwnOrigin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        if (origin == null || host == null) {
            return false;
        }
        try {
            return host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Sends tokens as cookies; their expiry is the tokens'. */
    public void send(Tokens tokens, HttpServletRequest request, HttpServletResponse response) {
        if (!isSecure(request) && !isLoopback(request.getServerName()) && warned.compareAndSet(false, true)) {
            log.warn(
                    "Session cookies go to {} over plain http. Use https; behind a proxy that has it, set jari.web.trusted-proxies"
                            + " or jari.auth.secure-cookies=always.",
                    request.getServerName());
        }
        setCookie(ACCESS, tokens.access(), tokens.accessLife(), request, response);
        setCookie(REFRESH, tokens.refresh(), tokens.refreshLife(), request, response);
    }

    /** For an operator who acts as somebody: in the place of their own access token. What renews their own session stays. */
    public void sendActing(AccessTokens.Issued acting, HttpServletRequest request, HttpServletResponse response) {
        setCookie(ACCESS, acting.text(), acting.expiresInSeconds(), request, response);
    }

    /** Stays when the person signs out. */
    void sendDevice(String token, HttpServletRequest request, HttpServletResponse response) {
        setCookie(DEVICE, token, DEVICE_SECONDS, request, response);
    }

    void clear(HttpServletRequest request, HttpServletResponse response) {
        clearAccess(request, response);
        setCookie(REFRESH, "", 0, request, response);
    }

    void clearAccess(HttpServletRequest request, HttpServletResponse response) {
        setCookie(ACCESS, "", 0, request, response);
    }

    private void setCookie(
            String name, String value, long seconds, HttpServletRequest request, HttpServletResponse response) {
        boolean secure = isSecure(request);
        response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(secure ? SECURE_PREFIX + name : name, value)
                        .path("/")
                        .maxAge(seconds)
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Strict")
                        .build()
                        .toString());
    }

    /** Whether cookies of this request's site may be, and are, for https alone. */
    public boolean isSecure(HttpServletRequest request) {
        return alwaysSecure || address.isSecure(request);
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equals("localhost")
                        || host.endsWith(".localhost")
                        || host.startsWith("127.")
                        || host.equals("[::1]")
                        || host.equals("::1"));
    }
}
