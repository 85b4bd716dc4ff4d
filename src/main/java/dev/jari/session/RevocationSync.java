package dev.jari.session;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.session.Revocations.Revocation;
import dev.jari.token.AuthSettings;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Reads what was revoked from SQL, the truth, into this instance's memory and tells it to Redis once more. After an interruption Redis
 * may be back with older data: until it has been told again, it is not trusted and SQL decides. Without one it is told all the same,
 * for the instance that revoked may have lost Redis, or its life, before it could.
 */
@Component
class RevocationSync implements SmartInitializingSingleton {
    private static final Logger log = LoggerFactory.getLogger(RevocationSync.class);
    private static final int TICK_MILLIS = 250;
    private static final int TICKS_PER_ROUND = 4;
    private static final int AT_ONCE = 200;
    // For clocks that differ, and transactions that wait before they commit what they have dated.
    private static final Duration OVERLAP = Duration.ofSeconds(30);
    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private final Redis redis;
    private final LiveSessions live;
    private final Revocations revocations;
    private final SessionStore store;
    private final Clock clock;
    private final Duration lately;
    private volatile long settledOutages = -1;
    private long readUntil;
    private int ticks;

    RevocationSync(
            Redis redis,
            LiveSessions live,
            Revocations revocations,
            SessionStore store,
            AuthSettings settings,
            Clock clock) {
        this.redis = redis;
        this.live = live;
        this.revocations = revocations;
        this.store = store;
        this.clock = clock;
        // Older revocations concern no access token that is still in its time.
        lately = settings.longestAccess().plus(OVERLAP);
        readUntil = millisAgo(lately);
    }

    /** Whether Redis has been there without interruption since it was last told everything. */
    boolean isSettled() {
        return redis.outages() == settledOutages;
    }

    /** Before the first request comes. */
    @Override
    public void afterSingletonsInstantiated() {
        tick();
    }

    @Scheduled(fixedDelay = TICK_MILLIS, initialDelay = TICK_MILLIS)
    void tick() {
        try {
            read();
            if (!isSettled()) {
                settle();
            } else if (++ticks % TICKS_PER_ROUND == 0) {
                tell(JUST_NOW);
                revocations.forgetOld();
            }
        } catch (RedisDown e) {
            log.trace("Redis is away", e);
        } catch (DataAccessException | TransactionException e) {
            log.warn("What was revoked lately could not be read: {}", e.getMessage());
        }
    }

    private void read() {
        long asOfNanos = System.nanoTime();
        long now = clock.millis();
        revocations.read(store.revokedSince(readUntil - OVERLAP.toMillis()), asOfNanos);
        readUntil = now;
    }

    private void settle() {
        long outages = redis.outages();
        tell(lately);
        if (settledOutages >= 0) {
            log.info("Redis is trusted again");
        }
        settledOutages = outages;
    }

    private void tell(Duration since) {
        // Even if nothing was revoked: an instance without traffic must notice an interruption too.
        redis.await(redis.send(RedisClusterAsyncCommands::ping));
        List<CompletionStage<List<Object>>> started = new ArrayList<>();
        for (Revocation revocation : store.revokedSince(millisAgo(since))) {
            started.addAll(live.end(revocation));
            if (started.size() >= AT_ONCE) {
                started.forEach(redis::await);
                started.clear();
            }
        }
        started.forEach(redis::await);
    }

    private long millisAgo(Duration time) {
        return clock.instant().minus(time).toEpochMilli();
    }
}
