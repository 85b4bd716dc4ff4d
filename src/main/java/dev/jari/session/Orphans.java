package dev.jari.session;

import dev.jari.job.Job;
import dev.jari.job.Work;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.ScanCursor;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Takes out of Redis what it has of sessions that SQL does not know or has ended: somebody was cut off between the two. Nobody could use
 * them, for SQL decides where Redis and it differ; but their keys would stay until the sessions' absolute end.
 */
@Component
@Order(20)
class Orphans implements Work {
    /** A session is in Redis a moment before it is in SQL. */
    private static final Duration YOUNG = Duration.ofMinutes(10);

    private final LiveSessions live;
    private final SweepStore store;
    private final Clock clock;
    private volatile ScanCursor reached = ScanCursor.INITIAL;

    Orphans(LiveSessions live, SweepStore store, Clock clock) {
        this.live = live;
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.EXPIRED_TOKENS;
    }

    @Override
    public String name() {
        return "redis-orphans";
    }

    /** Redis may make us wait, and nobody else's transaction should. */
    @Override
    public boolean inTransaction() {
        return false;
    }

    @Override
    public Done next(String position) {
        // A Cluster's cursor is more than its text: who goes on elsewhere begins again.
        ScanCursor from = position.isEmpty() ? ScanCursor.INITIAL : reached;
        KeyScanCursor<byte[]> found = live.scan(from);
        int removed = remove(live.sessions(found.getKeys()));
        reached = found.isFinished() ? ScanCursor.INITIAL : found;
        return found.isFinished() ? Done.atLast(removed) : Done.andMore(removed, "more");
    }

    private int remove(Map<String, List<String>> byKey) {
        long now = clock.millis();
        String oldEnough = SweepStore.idAt(now - YOUNG.toMillis());
        Set<String> asked = new HashSet<>();
        byKey.values()
                .forEach(ids ->
                        ids.stream().filter(id -> id.compareTo(oldEnough) < 0).forEach(asked::add));
        Set<String> standing = store.standing(asked, now);
        int removed = 0;
        for (Map.Entry<String, List<String>> key : byKey.entrySet()) {
            List<String> orphans = key.getValue().stream()
                    .filter(id -> asked.contains(id) && !standing.contains(id))
                    .toList();
            live.forget(key.getKey(), orphans);
            removed += orphans.size();
        }
        return removed;
    }
}
