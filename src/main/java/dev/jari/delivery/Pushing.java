package dev.jari.delivery;

import dev.jari.delivery.OutboxStore.Due;
import dev.jari.notification.Notification;
import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notifications;
import dev.jari.notification.Preferences;
import dev.jari.notification.Preferences.Chosen;
import dev.jari.notification.Texts;
import dev.jari.push.Pushes;
import dev.jari.push.Pushes.Outcome;
import dev.jari.user.Profiles;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Pushes to the browsers of people who are not looking. */
@Service
class Pushing {
    private static final Logger log = LoggerFactory.getLogger(Pushing.class);
    private static final int AT_ONCE = 64;
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OutboxStore store;
    private final Notifications notifications;
    private final Preferences preferences;
    private final Attention attention;
    private final Profiles profiles;
    private final Texts texts;
    private final Pushes pushes;
    private final DeliverySettings settings;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Pushing(
            OutboxStore store,
            Notifications notifications,
            Preferences preferences,
            Attention attention,
            Profiles profiles,
            Texts texts,
            Pushes pushes,
            DeliverySettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.notifications = notifications;
        this.preferences = preferences;
        this.attention = attention;
        this.profiles = profiles;
        this.texts = texts;
        this.pushes = pushes;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
        for (Outcome outcome : Outcome.values()) {
            count(outcome.name(), 0);
        }
    }

    /** Decides, or sends what is decided; push services are waited for elsewhere. */
    void go(Due due) {
        Optional<Notification> wanted = notifications
                .find(due.userId(), due.notificationId())
                .filter(one -> one.type().isAlways() || !one.isRead());
        if (wanted.isEmpty() || due.attempts() >= settings.attempts()) {
            store.remove(due);
        } else if (due.target().isEmpty()) {
            decide(due, wanted.get());
        } else if (places.tryAcquire()) {
            sendAside(due, wanted.get());
        }
    }

    private void decide(Due due, Notification notification) {
        Chosen chosen = preferences.of(due.userId());
        boolean always = notification.type().isAlways();
        Optional<Instant> quiet = always ? Optional.empty() : chosen.quietUntil(clock.instant());
        if (!always && (!chosen.wants(notification.type(), Channel.PUSH) || attention.isLooking(due.userId()))) {
            store.remove(due);
        } else if (quiet.isPresent()) {
            store.postpone(due, quiet.get().toEpochMilli());
        } else {
            store.spread(due, pushes.of(due.userId()), clock.millis());
        }
    }

    private void sendAside(Due due, Notification notification) {
        boolean started = false;
        try {
            long wait = settings.retry().toMillis() << due.attempts();
            if (store.claim(due, clock.millis() + wait)) {
                threads.execute(() -> sendAndLeave(due, notification));
                started = true;
            }
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    private void sendAndLeave(Due due, Notification notification) {
        try {
            send(due, notification);
        } catch (RuntimeException e) {
            log.warn("A push could not be sent: {}", e.toString());
        } finally {
            places.release();
        }
    }

    private void send(Due due, Notification notification) {
        Duration left = Duration.ofMillis(notification.expiresAt() - clock.millis());
        Outcome outcome = pushes.send(
                due.userId(),
                due.target(),
                json(notification),
                notification.id(),
                left.compareTo(LONGEST) < 0 ? left : LONGEST,
                notification.type().isAlways());
        boolean last = due.attempts() + 1 >= settings.attempts();
        if (outcome != Outcome.FAILED || last) {
            store.remove(due);
        }
        String told = outcome == Outcome.FAILED && last ? "GIVEN_UP" : outcome.name();
        count(told, 1);
    }

    private void count(String outcome, int more) {
        meters.counter("jari.notification.deliveries", "channel", "PUSH", "outcome", outcome)
                .increment(more);
    }

    private byte[] json(Notification notification) {
        Texts.View view =
                texts.view(notification, profiles.of(notification.userId()).language());
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("id", view.id());
        shown.put("type", view.type());
        shown.put("kind", view.kind());
        shown.put("title", view.title());
        shown.put("text", view.text());
        shown.put("path", view.path());
        shown.put("at", view.createdAt());
        return JSON.writeValueAsBytes(shown);
    }

    /** Cut off between the answer and our note, a push would be sent twice. */
    void finish() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
