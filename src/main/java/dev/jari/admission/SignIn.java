package dev.jari.admission;

import dev.jari.live.Connection;
import dev.jari.live.Hub;
import dev.jari.ratelimit.RateLimiter;
import dev.jari.session.SessionCheck;
import dev.jari.token.AccessToken;
import dev.jari.token.AccessTokens;
import dev.jari.web.Problem;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Who is at the other end of a connection, when they come and while they stay. */
@Component
public class SignIn {
    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final SessionCheck check;
    private final RateLimiter limiter;
    private final Hub hub;

    SignIn(AccessTokens tokens, SessionCheck check, RateLimiter limiter, Hub hub) {
        this.tokens = tokens;
        this.check = check;
        this.limiter = limiter;
        this.hub = hub;
    }

    /** {@code authorization} wins over the cookie that came with the handshake. */
    public void arrive(Connection connection, Optional<AccessToken> cookie, Optional<String> authorization) {
        Optional<AccessToken> token = authorization.map(this::proven).or(() -> cookie.filter(this::passes));
        token.ifPresent(proven -> {
            hub.joinAs(proven.caller().userId(), connection);
            connection.signIn(proven);
            if (connection.isClosed()) {
                // Before it was known whose it was.
                hub.leave(connection);
            }
        });
    }

    /** A new access token of the same session: the connection lives as long as it does. */
    public void renew(Connection connection, String authorization) {
        AccessToken renewed = proven(authorization);
        if (!renewed.caller().sessionId().equals(connection.caller().sessionId())
                || !renewed.caller().userId().equals(connection.caller().userId())) {
            throw Problem.forbidden("The token is of another session: connect anew.");
        }
        connection.signIn(renewed);
    }

    private AccessToken proven(String authorization) {
        String text = authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : authorization.strip();
        return tokens.verify(text)
                .filter(this::passes)
                .orElseThrow(() -> Problem.unauthorized(
                                "invalid_token", "The access token is not valid (any more): refresh it, or sign in.")
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\""));
    }

    /** Whether its session lasts. */
    public boolean passes(AccessToken token) {
        return check.begin(token).getAsBoolean();
    }

    /** Counts as one call of the API; throws the 429. */
    public void count(Connection connection) {
        limiter.apiUser(connection.caller().userId()).enforce();
    }
}
