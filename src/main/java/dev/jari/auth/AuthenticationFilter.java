package dev.jari.auth;

import dev.jari.ratelimit.RateLimiter;
import dev.jari.session.LastSeen;
import dev.jari.session.SessionCheck;
import dev.jari.token.AccessToken;
import dev.jari.token.AccessTokens;
import dev.jari.web.ClientAddress;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Says who calls, and counts the call. The question about the session and the count go to Redis together, so that a request waits
 * for one round trip at most.
 */
class AuthenticationFilter extends OncePerRequestFilter {
    // Calls that make a session: a stale token that comes along must not stand in their way.
    private static final Set<String> ENTRANCES = Set.of(
            "/api/auth/login",
            "/api/auth/login/challenge",
            "/api/auth/login/passkey",
            "/api/auth/login/passkey/options",
            "/api/auth/register",
            "/api/auth/refresh");
    // Where identity providers send browsers back; what it proves is its state, not who was signed in.
    private static final Pattern CALLBACK = Pattern.compile("/api/auth/oauth2/[^/]+/callback");

    private static final Set<String> WAYS_OUT = Set.of("/api/auth/logout", "/api/auth/impersonation");

    private final AccessTokens tokens;
    private final SessionCheck check;
    private final LastSeen lastSeen;
    private final RateLimiter limiter;
    private final Transport transport;
    private final ClientAddress address;
    private final HandlerExceptionResolver answers;
    private final Timer timer;

    AuthenticationFilter(
            AccessTokens tokens,
            SessionCheck check,
            LastSeen lastSeen,
            RateLimiter limiter,
            Transport transport,
            ClientAddress address,
            HandlerExceptionResolver answers,
            MeterRegistry meters) {
        this.tokens = tokens;
        this.check = check;
        this.lastSeen = lastSeen;
        this.limiter = limiter;
        this.transport = transport;
        this.address = address;
        this.answers = answers;
        timer = Timer.builder("jari.auth.filter")
                .description("From a request's arrival in the filter until it is known who calls, limits included")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<AccessToken> token;
        long start = System.nanoTime();
        try {
            token = authenticate(request, response);
        } catch (RuntimeException e) {
            answers.resolveException(request, response, null, e);
            return;
        } finally {
            timer.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
        if (token.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(token.get().authentication()));
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private Optional<AccessToken> authenticate(HttpServletRequest request, HttpServletResponse response) {
        String path = request.getRequestURI();
        boolean entrance = ENTRANCES.contains(path) || CALLBACK.matcher(path).matches();
        Optional<String> bearer = entrance ? Optional.empty() : transport.bearer(request);
        Optional<String> text = bearer.isPresent() || entrance ? bearer : transport.accessCookie(request);
        Optional<AccessToken> token = text.flatMap(tokens::verify);
        @Nullable BooleanSupplier session = token.map(check::begin).orElse(null);
        RateLimiter.Count count = token.map(
                        known -> limiter.apiUser(known.caller().userId()))
                .orElseGet(() -> limiter.apiAddress(address.of(request)));
        count.enforce(response);
        boolean passes = session != null && session.getAsBoolean();
        if (bearer.isPresent() && !passes) {
            throw invalidToken();
        }
        if (bearer.isEmpty() && transport.isUnsafe(request) && (passes || (entrance && transport.isWeb(request)))) {
            transport.requireOwnPage(request);
        }
        if (passes && token.orElseThrow().caller().isImpersonated() && isThePersonsAlone(request)) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN,
                    "impersonating",
                    "An operator who acts as somebody may not do this for them.");
        }
        if (passes) {
            lastSeen.noteRequest(token.orElseThrow());
        }
        // A cookie that has expired is sent along without anybody's doing: its sender is then simply nobody.
        return passes ? token : Optional.empty();
    }

    /** How a person signs in, who they are and all their data; also what comes to be under these addresses later. */
    private boolean isThePersonsAlone(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/api/admin/")
                || (path.startsWith("/api/auth/") && transport.isUnsafe(request) && !WAYS_OUT.contains(path))
                || path.startsWith("/api/auth/oauth2/")
                || path.equals("/api/auth/export");
    }

    static Problem invalidToken() {
        return Problem.unauthorized(
                        "invalid_token", "The access token is not valid (any more): refresh it, or sign in.")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }
}
