package dev.jari.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/** Keeps so many notifications of a person. They are counted only when there may be too many by now. */
@Component
class Trimming {
    private static final int MOST = 500;
    /** Fewer than the most, so that not every one that comes drives another one out. */
    private static final int KEPT = 490;

    private final NotificationStore store;
    /** By person, how many more may come. For a minute, because other instances write, too. */
    private final Cache<String, AtomicLong> room = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(1))
            .build();

    Trimming(NotificationStore store) {
        this.store = store;
    }

    /** After so many were written: the ids of those that had to go. */
    List<String> after(String userId, long came) {
        AtomicLong known = room.getIfPresent(userId);
        if (came == 0 || (known != null && known.addAndGet(-came) >= 0)) {
            return List.of();
        }
        int more = MOST - store.count(userId, MOST + 1);
        room.put(userId, new AtomicLong(more < 0 ? MOST - KEPT : more));
        return more < 0 ? store.trim(userId, KEPT) : List.of();
    }
}
