package dev.jari.delivery;

import dev.jari.delivery.OutboxStore.Due;
import dev.jari.notification.Notification.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Looks after what is due on a thread of its own. */
@Component
class Outbox implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int AT_ONCE = 100;

    private final OutboxStore store;
    private final Mailing mailing;
    private final Pushing pushing;
    private final DeliverySettings settings;
    private final Clock clock;
    private final AtomicLong lateSeconds;
    private final AtomicLong waiting;
    private final Thread thread = Thread.ofVirtual().name("outbox").unstarted(this::work);
    private final CountDownLatch stop = new CountDownLatch(1);

    Outbox(
            OutboxStore store,
            Mailing mailing,
            Pushing pushing,
            DeliverySettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.store = store;
        this.mailing = mailing;
        this.pushing = pushing;
        this.settings = settings;
        this.clock = clock;
        lateSeconds = meters.gauge("jari.notification.outbox.late.seconds", new AtomicLong());
        waiting = meters.gauge("jari.notification.outbox.due", new AtomicLong());
    }

    @Override
    public void afterPropertiesSet() {
        thread.start();
    }

    private void work() {
        do {
            try {
                deliver();
            } catch (DataAccessException | TransactionException e) {
                log.debug("The outbox waits for the database", e);
            } catch (RuntimeException e) {
                log.error("The outbox", e);
            }
        } while (!isStopped(PAUSE));
    }

    private boolean isStopped(Duration patience) {
        try {
            return stop.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void deliver() {
        long now = clock.millis();
        lateSeconds.set(
                store.earliestDue().map(due -> Math.max(0, now - due) / 1_000).orElse(0L));
        List<Due> all = store.due(now, AT_ONCE);
        waiting.set(all.size() < AT_ONCE ? all.size() : store.countDue(now));
        Map<String, List<Due>> mails =
                all.stream().filter(due -> due.channel() == Channel.EMAIL).collect(Collectors.groupingBy(Due::userId));
        mails.forEach((userId, due) -> orLater(due, () -> mailing.send(userId)));
        for (Due due : all) {
            if (due.channel() == Channel.PUSH && stop.getCount() > 0) {
                orLater(List.of(due), () -> pushing.go(due));
            }
        }
    }

    /** What fails for a reason of its own must not keep the others waiting. */
    private void orLater(List<Due> all, Runnable work) {
        try {
            work.run();
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.error("A notification could not be delivered", e);
            all.forEach(this::tryLater);
        }
    }

    private void tryLater(Due due) {
        if (due.attempts() + 1 >= settings.attempts()) {
            store.remove(due);
        } else {
            store.claim(due, clock.millis() + (settings.retry().toMillis() << due.attempts()));
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        // Not interrupted: PostgreSQL's driver would drop the connection in the middle of a statement.
        stop.countDown();
        thread.join(Duration.ofSeconds(5));
        pushing.finish();
    }
}
