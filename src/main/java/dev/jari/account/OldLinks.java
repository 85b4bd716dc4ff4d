package dev.jari.account;

import dev.jari.job.Job;
import dev.jari.job.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Links, which are void after minutes, are counted for an hour. */
@Component
@Order(30)
class OldLinks implements Sweep {
    private static final Duration KEPT = Duration.ofDays(1);

    private final LinkStore store;
    private final Clock clock;

    OldLinks(LinkStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.EXPIRED_TOKENS;
    }

    @Override
    public String name() {
        return "links";
    }

    @Override
    public int delete(int limit) {
        return store.forgetOlderThan(clock.millis() - KEPT.toMillis(), limit);
    }
}
