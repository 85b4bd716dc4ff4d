package dev.jari.telemetry;

import dev.jari.token.AccessToken;
import dev.jari.web.Secrets;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerMapping;

/**
 * A line for each call of the API, and another in {@code performance.log} if it was slow. Of the address only the pattern: tokens travel in
 * paths and queries. Of the person a digest that is another one tomorrow, so that the calls of an hour can be told together but nobody's
 * life here be read from the file; docs/observability.md says how to find somebody's.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class ApiLog extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger("jari.api");
    private static final Logger performance = LoggerFactory.getLogger("jari.performance");
    private static final long SLOW_MILLIS = 500;
    private static final int DIGITS = 16;

    private final Clock clock;

    ApiLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !log.isInfoEnabled() || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long start = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            write(log, request, response, millis);
            if (millis >= SLOW_MILLIS) {
                write(performance, request, response, millis);
            }
        }
    }

    private void write(Logger to, HttpServletRequest request, HttpServletResponse response, long millis) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        String route = pattern == null ? "(none)" : pattern.toString();
        to.atInfo()
                .addKeyValue("method", request.getMethod())
                .addKeyValue("route", route)
                .addKeyValue("status", response.getStatus())
                .addKeyValue("millis", millis)
                .addKeyValue("user", AccessToken.of(request).map(this::digest).orElse(""))
                .log("{} {} {} in {} ms", request.getMethod(), route, response.getStatus(), millis);
    }

    private String digest(AccessToken token) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Secrets.hexDigest(day + " " + token.caller().userId()).substring(0, DIGITS);
    }
}
