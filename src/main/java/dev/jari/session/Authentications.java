package dev.jari.session;

import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** When the person behind a session last proved that it is theirs. Signing in counts, a refresh does not. */
@Service
@Transactional(readOnly = true)
public class Authentications {
    private final JdbcClient jdbc;
    private final Clock clock;

    Authentications(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** {@link Instant#EPOCH} if nobody ever did, or the session has ended. */
    public Instant last(String sessionId) {
        return jdbc.sql("select authenticated_at from session where id = ? and revoked_at is null")
                .param(sessionId)
                .query(Long.class)
                .optional()
                .map(Instant::ofEpochMilli)
                .orElse(Instant.EPOCH);
    }

    /** They have just done so, by {@code how}, such as {@code totp}. */
    @Transactional
    public void renew(String sessionId, String how) {
        jdbc.sql("update session set authenticated_at = ?, authenticated_by = ? where id = ? and revoked_at is null")
                .params(clock.millis(), how, sessionId)
                .update();
    }
}
