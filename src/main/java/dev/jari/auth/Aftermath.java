package dev.jari.auth;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Tells Redis what SQL says was revoked. After an interruption Redis may be back with older data: until it has been told again, it
 * is not trusted and SQL decides. Without one, each second's revocations are told once more, for the instance that made them may
 * have lost Redis, or its life, before it could.
 */
@Component
class Aftermath {
    private static final Logger log = LoggerFactory.getLogger(Aftermath.class);
    private static final int TICK_MILLIS = 250;
    private static final int TICKS_PER_ROUND = 4;
    private static final int AT_ONCE = 200;
    // Older revocations concern no access token that is still in its time.
    private static final Duration LATELY = Duration.ofMinutes(90);
    // Longer than a round, for instances whose clocks differ.
    private static final Duration JUST_NOW = Duration.ofSeconds(5);

    private final Redis redis;
    private final LiveSessions live;
    private final SessionStore store;
    private final Clock clock;
    private volatile long settledOutages = -1;
    private int ticks;

    Aftermath(Redis redis, LiveSessions live, SessionStore store, Clock clock) {
        this.redis = redis;
        this.live = live;
        this.store = store;
        this.clock = clock;
    }

    /** Whether Redis has been there without interruption since it was last told everything. */
    boolean isSettled() {
        return redis.outages() == settledOutages;
    }

    @Scheduled(fixedDelay = TICK_MILLIS)
    void tick() {
        try {
            if (!isSettled()) {
                settle();
            } else if (++ticks % TICKS_PER_ROUND == 0) {
                tell(JUST_NOW);
            }
        } catch (RedisDown e) {
            log.trace("Redis is away", e);
        } catch (DataAccessException | TransactionException e) {
            log.warn("What was revoked lately could not be read; SQL goes on deciding: {}", e.getMessage());
        }
    }

    private void settle() {
        long outages = redis.outages();
        tell(LATELY);
        if (settledOutages >= 0) {
            log.info("Redis is trusted again");
        }
        settledOutages = outages;
    }

    private void tell(Duration lately) {
        // Even if nothing was revoked: an instance without traffic must notice an interruption too.
        redis.await(redis.send(RedisClusterAsyncCommands::ping));
        long since = clock.instant().minus(lately).toEpochMilli();
        List<CompletionStage<List<Object>>> started = new ArrayList<>();
        for (var ended : store.revokedSince(since)) {
            started.addAll(live.end(ended.userId(), List.of(ended.sessionId()), 0));
            awaitSome(started);
        }
        for (var raised : store.epochsRaisedSince(since)) {
            started.addAll(live.end(raised.userId(), List.of(), raised.epoch()));
            awaitSome(started);
        }
        started.forEach(redis::await);
    }

    private void awaitSome(List<CompletionStage<List<Object>>> started) {
        if (started.size() >= AT_ONCE) {
            started.forEach(redis::await);
            started.clear();
        }
    }
}
