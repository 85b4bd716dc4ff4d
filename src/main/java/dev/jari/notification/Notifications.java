package dev.jari.notification;

import dev.jari.database.Database;
import dev.jari.database.Database.Write;
import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notification.Notice;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Delivery delivery;
    private final Database database;
    private final Clock clock;
    private final Numbers numbers = new Numbers();

    Notifications(
            NotificationStore store,
            Preferences preferences,
            NotificationSettings settings,
            LiveNews live,
            Delivery delivery,
            Database database,
            Clock clock) {
        this.store = store;
        this.preferences = preferences;
        this.settings = settings;
        this.live = live;
        this.delivery = delivery;
        this.database = database;
        this.clock = clock;
    }

    public record Told(Notification notification, Set<Channel> channels) {}

    /** Where else people are told: what is to be written for it, with the notifications and after them. */
    public interface Delivery {
        List<Write> of(List<Told> told);
    }

    /** In the caller's transaction: what is rolled back was never told. Each person at most once in a call. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(List<Notice> notices) {
        database.write(writes(notices));
    }

    /** What has to be written in the running transaction to {@link #tell} people. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Write> writes(List<Notice> notices) {
        // In one order for all, so that of two transactions that tell the same people none waits for the other in a
        // circle.
        List<Notice> ordered =
                notices.stream().sorted(Comparator.comparing(Notice::userId)).toList();
        long now = clock.millis();
        List<Told> told = new ArrayList<>();
        List<Write> writes = new ArrayList<>();
        for (Notice notice : ordered) {
            Notification notification = notification(notice, now);
            told.add(new Told(notification, notice.channels()));
            writes.add(NotificationStore.insert(notification, notice.key()));
        }
        writes.addAll(delivery.of(told));
        live.created(told.stream().map(Told::notification).toList());
        return writes;
    }

    private Notification notification(Notice notice, long now) {
        return new Notification(
                Ids.next(),
                notice.userId(),
                numbers.next(now),
                notice.type(),
                notice.payload(),
                now,
                null,
                notice.expiresAt());
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
