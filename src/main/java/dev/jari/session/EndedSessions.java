package dev.jari.session;

import dev.jari.job.Job;
import dev.jari.job.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Forgets sessions that have ended a month ago, and with them that they were revoked. It walks the ids, which are in the order of
 * their making, instead of an index on {@code expires_at}, which each refresh would have to keep.
 */
@Component
@Order(10)
class EndedSessions implements Work {
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int AT_ONCE = 500;

    private final SweepStore store;
    private final Clock clock;

    EndedSessions(SweepStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.EXPIRED_TOKENS;
    }

    @Override
    public String name() {
        return "sessions";
    }

    @Override
    public Done next(String position) {
        long before = clock.millis() - KEPT.toMillis();
        List<String> ids = store.madeBefore(before, position, AT_ONCE);
        if (ids.isEmpty()) {
            return Done.atLast(0);
        }
        int deleted = store.deleteEnded(ids, before);
        return ids.size() < AT_ONCE ? Done.atLast(deleted) : Done.andMore(deleted, ids.getLast());
    }
}
