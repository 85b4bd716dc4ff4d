package dev.jari.notification;

import dev.jari.job.Job;
import dev.jari.job.Sweep;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** No list has them any more; each instance has told its open tabs. */
@Component
class ExpiredNotifications implements Sweep {
    private static final Duration KEPT = Duration.ofMinutes(1);

    private final NotificationStore store;
    private final Clock clock;

    ExpiredNotifications(NotificationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.EXPIRED_NOTIFICATIONS;
    }

    @Override
    public String name() {
        return "notifications";
    }

    @Override
    public int delete(int limit) {
        return store.deleteExpired(clock.millis() - KEPT.toMillis(), limit);
    }
}
