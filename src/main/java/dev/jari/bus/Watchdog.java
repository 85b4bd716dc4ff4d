package dev.jari.bus;

import dev.jari.web.Ids;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Says a word to itself every two seconds and expects to hear it: a subscription can die without anybody's noticing. Words that
 * Redis took and that did not come back, three in a row, mean that it has.
 */
@Component("busHealthIndicator")
class Watchdog implements HealthIndicator {
    static final long TICK_MILLIS = 2_000;

    private static final long ILL_NANOS = TimeUnit.MILLISECONDS.toNanos(3_000);
    private static final int PATIENCE = 3;

    private final String topic = "watch:" + Ids.next();
    private final Counter misses;
    private final Counter rebuilds;
    private final Timer lag;
    private volatile long heardAt = System.nanoTime() - 2 * ILL_NANOS;
    private boolean outstanding;
    private volatile boolean taken;
    private int missed;
    private int unheard;

    Watchdog(MeterRegistry meters) {
        misses = meters.counter("jari.bus.misses");
        rebuilds = meters.counter("jari.bus.rebuilds");
        lag = Timer.builder("jari.bus.lag")
                .description("From a word of this instance to itself until it heard it")
                .publishPercentiles(0.5, 0.99)
                .register(meters);
    }

    String topic() {
        return topic;
    }

    /** Closes the tick before: whether three words in a row were taken by Redis and never heard. */
    synchronized boolean mustRebuild() {
        if (outstanding) {
            misses.increment();
            missed++;
            unheard = taken ? unheard + 1 : 0;
        }
        if (unheard < PATIENCE) {
            return false;
        }
        unheard = 0;
        rebuilds.increment();
        return true;
    }

    synchronized String word() {
        taken = false;
        outstanding = true;
        return Long.toString(System.nanoTime());
    }

    void sent(CompletionStage<Long> publication) {
        publication.whenComplete((receivers, failure) -> taken = failure == null);
    }

    /** True if words were missed before this one. */
    synchronized boolean heard(String word) {
        long now = System.nanoTime();
        lag.record(now - Long.parseLong(word), TimeUnit.NANOSECONDS);
        heardAt = now;
        outstanding = false;
        unheard = 0;
        boolean interrupted = missed > 0;
        missed = 0;
        return interrupted;
    }

    boolean isIll() {
        return System.nanoTime() - heardAt > ILL_NANOS;
    }

    /** Everybody is right without the bus, only slower, so it is never a reason to be down. */
    @Override
    public Health health() {
        return Health.up()
                .withDetail("ill", isIll())
                .withDetail("misses", (long) misses.count())
                .withDetail("rebuilds", (long) rebuilds.count())
                .withDetail("lagMillis", Math.round(lag.max(TimeUnit.MILLISECONDS)))
                .build();
    }
}
