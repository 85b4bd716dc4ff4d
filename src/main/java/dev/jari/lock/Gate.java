package dev.jari.lock;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisScript;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Locks on the cells of resources: all cells or none, for three seconds at the most. When Redis does not answer within 50 ms
 * the gate stands open, and after some failures it is not even asked for a second.
 */
@Component("gate")
public class Gate implements HealthIndicator {
    private static final RedisScript ACQUIRE = RedisScript.load("lock");
    private static final RedisScript RELEASE = RedisScript.load("unlock");
    private static final Duration LIFE = Duration.ofSeconds(3);
    private static final long PATIENCE_MILLIS = 50;

    private final Redis redis;
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "gate",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(20)
                    .minimumNumberOfCalls(5)
                    .waitDurationInOpenState(Duration.ofSeconds(1))
                    .permittedNumberOfCallsInHalfOpenState(2)
                    .build());

    Gate(Redis redis, MeterRegistry metrics) {
        this.redis = redis;
        for (Outcome outcome : Outcome.values()) {
            outcomes.put(
                    outcome,
                    metrics.counter("jari.gate", "outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** What is locked, until its holder leaves. */
    public final class Pass {
        private final String token;
        private final List<List<String>> locked = new ArrayList<>();

        private Pass(String token) {
            this.token = token;
        }

        public void leave() {
            // Nobody waits for it: a lock that stays behind ends by itself.
            locked.forEach(keys -> redis.run(RELEASE, keys, token));
            locked.clear();
        }
    }

    /** The cells by resource id; empty if somebody else is at one of them just now. */
    public Optional<Pass> enter(Map<String, List<Long>> cells) {
        Pass pass = new Pass(UUID.randomUUID().toString());
        for (var resource : new TreeMap<>(cells).entrySet()) {
            List<String> keys = keys(resource.getKey(), resource.getValue());
            Outcome outcome = acquire(keys, pass.token);
            Objects.requireNonNull(outcomes.get(outcome)).increment();
            if (outcome == Outcome.BUSY) {
                pass.leave();
                return Optional.empty();
            }
            if (outcome == Outcome.ENTERED) {
                pass.locked.add(keys);
            }
        }
        return Optional.of(pass);
    }

    private enum Outcome {
        ENTERED,
        BUSY,
        OPEN
    }

    private Outcome acquire(List<String> keys, String token) {
        try {
            return breaker.executeSupplier(() -> {
                List<Object> answer = redis.await(redis.run(ACQUIRE, keys, token, LIFE.toMillis()), PATIENCE_MILLIS);
                return answer.getFirst().equals(1L) ? Outcome.ENTERED : Outcome.BUSY;
            });
        } catch (CallNotPermittedException e) {
            return Outcome.OPEN;
        } catch (RuntimeException e) {
            // Whether the lock was taken is unknown; compare-and-delete makes it harmless to try to give it back.
            redis.run(RELEASE, keys, token);
            return Outcome.OPEN;
        }
    }

    /** The braces are the hash tag that keeps all cells of a resource in one slot of a Redis Cluster. */
    private static List<String> keys(String resourceId, List<Long> cells) {
        return cells.stream().map(cell -> "lock:{" + resourceId + "}:" + cell).toList();
    }

    /** Bookings go on without the gate, so it is never a reason to be down. */
    @Override
    public Health health() {
        return Health.up().withDetail("circuit", breaker.getState()).build();
    }
}
