package dev.jari.notification;

import dev.jari.notification.NotificationStore.Gone;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Open tabs drop what has expired. Each instance looks by itself, several times a second, and tells its own tabs, so that each hears it
 * once and nothing depends on Redis or on another instance. Rows stay until every instance has seen them: {@link ExpiredNotifications}.
 */
@Component
class Expiry {
    private static final Logger log = LoggerFactory.getLogger(Expiry.class);
    private static final int AT_ONCE = 500;

    private final NotificationStore store;
    private final LiveNews live;
    private final Clock clock;
    private final AtomicBoolean busy = new AtomicBoolean();
    private long seenUntil;

    Expiry(NotificationStore store, LiveNews live, Clock clock) {
        this.store = store;
        this.live = live;
        this.clock = clock;
        seenUntil = clock.millis();
    }

    /** On a thread of its own: the scheduler's has others to look after. */
    @Scheduled(fixedDelay = 300)
    void look() {
        if (busy.compareAndSet(false, true)) {
            Thread.ofVirtual().name("notification-expiry").start(this::tell);
        }
    }

    private void tell() {
        try {
            tell(clock.millis());
        } catch (DataAccessException | TransactionException e) {
            log.warn("What has expired could not be told: {}", e.getMessage());
        } finally {
            busy.set(false);
        }
    }

    /** Of a full page the last millisecond is read again: it may go on. */
    private void tell(long now) {
        List<Gone> gone;
        do {
            gone = store.expired(seenUntil, now, AT_ONCE);
            gone.forEach(one -> live.expired(one.userId(), one.id()));
            long last = gone.isEmpty() ? now : gone.getLast().expiresAt();
            boolean moves = last - 1 > seenUntil;
            seenUntil = gone.size() < AT_ONCE ? now : moves ? last - 1 : last;
        } while (gone.size() == AT_ONCE);
    }
}
