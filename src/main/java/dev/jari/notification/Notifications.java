package dev.jari.notification;

import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What people have been told, and telling them. */
@Service
@Transactional(readOnly = true)
public class Notifications {
    private final NotificationStore store;
    private final Preferences preferences;
    private final NotificationSettings settings;
    private final LiveNews live;
    private final ApplicationEventPublisher events;
    private final MeterRegistry meters;
    private final Clock clock;

    Notifications(
            NotificationStore store,
            Preferences preferences,
            NotificationSettings settings,
            LiveNews live,
            ApplicationEventPublisher events,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.preferences = preferences;
        this.settings = settings;
        this.live = live;
        this.events = events;
        this.meters = meters;
        this.clock = clock;
    }

    public record Told(Notification notification, Set<Channel> channels) {}

    /** In the transaction in which people are told something. */
    public record News(List<Told> told) {}

    /** In the caller's transaction: what is rolled back was never told. Each person at most once in a call. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        // In one order for all, so that of two transactions that tell the same people none waits for the other in a
        // circle.
        List<Notice> ordered =
                notices.stream().sorted(Comparator.comparing(Notice::userId)).toList();
        List<Told> written = store.insert(ordered, clock.millis());
        events.publishEvent(new News(written));
        written.forEach(told -> count(told.notification().type()));
        live.created(written.stream().map(Told::notification).toList());
    }

    private void count(Subject type) {
        meters.counter("jari.notifications", "type", type.name()).increment();
    }

    /** Newest first, from before {@code seq} on. */
    List<Notification> list(String userId, long seq, int limit) {
        return store.list(userId, shown(userId), seq, clock.millis(), limit);
    }

    long unread(String userId) {
        return store.unread(userId, shown(userId), clock.millis());
    }

    private List<String> shown(String userId) {
        return preferences.of(userId).types(Channel.IN_APP);
    }

    /** 404 if there is none, be it another's or gone by itself. */
    @Transactional
    public void read(String userId, String id) {
        long now = clock.millis();
        Notification seen = living(userId, id, now);
        if (!seen.isRead()) {
            markRead(userId, seen.seq(), seen.seq(), "", now);
        }
    }

    /** All, or those up to one of them. */
    @Transactional
    public void readAll(String userId, Optional<String> upTo) {
        long now = clock.millis();
        long last = upTo.map(id -> living(userId, id, now).seq()).orElse(Long.MAX_VALUE);
        markRead(userId, 0, last, "", now);
    }

    /** Those whose key begins so: the person has seen elsewhere what they tell of. */
    @Transactional(propagation = Propagation.MANDATORY)
    void readAbout(String userId, String key) {
        markRead(userId, 0, Long.MAX_VALUE, key, clock.millis());
    }

    private void markRead(String userId, long from, long to, String key, long now) {
        List<String> ids =
                store.read(userId, from, to, key, now, now + settings.readLife().toMillis());
        live.read(userId, ids);
    }

    @Transactional
    public void delete(String userId, String id) {
        living(userId, id, clock.millis());
        store.delete(userId, id);
        live.removed(userId, List.of(id));
    }

    /** If it is still to be seen. */
    public Optional<Notification> find(String userId, String id) {
        return store.find(userId, id, clock.millis());
    }

    private Notification living(String userId, String id, long now) {
        return store.find(userId, id, now).orElseThrow(() -> Problem.notFound("notification"));
    }
}
