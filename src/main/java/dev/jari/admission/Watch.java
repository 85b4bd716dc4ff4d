package dev.jari.admission;

import dev.jari.live.Closing;
import dev.jari.live.Connection;
import dev.jari.live.Hub;
import dev.jari.live.Leases;
import dev.jari.live.LiveSettings;
import dev.jari.session.RevocationListener;
import dev.jari.session.SessionCheck;
import dev.jari.token.AccessToken;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks after open connections: whose time is over, who does not read, whose session has ended. */
@Component
class Watch implements RevocationListener {
    private static final int ROUND = 5;

    private final Hub hub;
    private final SignIn signIn;
    private final SessionCheck check;
    private final Leases leases;
    private final Clock clock;
    private final long graceMillis;
    private int ticks;

    Watch(Hub hub, SignIn signIn, SessionCheck check, Leases leases, LiveSettings settings, Clock clock) {
        this.hub = hub;
        this.signIn = signIn;
        this.check = check;
        this.leases = leases;
        this.clock = clock;
        graceMillis = settings.expiryGrace().toMillis();
    }

    @Override
    public void revoked(String userId) {
        for (Connection connection : hub.of(userId)) {
            if (connection.token().filter(check::isRevoked).isPresent()) {
                connection.close(Closing.REVOKED);
            }
        }
    }

    @Scheduled(fixedRate = 1, timeUnit = TimeUnit.SECONDS)
    void tick() {
        ticks++;
        long now = System.nanoTime();
        long millis = clock.millis();
        for (Connection connection : hub.connections()) {
            if (connection.token().filter(token -> isOver(token, millis)).isPresent()) {
                connection.close(Closing.EXPIRED);
            } else if (connection.outbox().isStuck()) {
                connection.close(Closing.SLOW);
            } else {
                connection.tick(now);
            }
            if (ticks * 1_000L % Leases.RENEW_MILLIS == 0) {
                leases.renew(connection);
            }
        }
        if (ticks % ROUND == 0) {
            hub.run(this::sweep);
        }
    }

    private boolean isOver(AccessToken token, long millis) {
        return millis >= token.expiresAtMillis() + graceMillis;
    }

    /** In case that nothing was heard of a revocation. */
    private void sweep() {
        for (Connection connection : hub.connections()) {
            if (connection.token().filter(token -> !signIn.passes(token)).isPresent()) {
                connection.close(Closing.REVOKED);
            }
        }
    }
}
