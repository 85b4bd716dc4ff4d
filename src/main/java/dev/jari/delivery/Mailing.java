package dev.jari.delivery;

import dev.jari.delivery.OutboxStore.Due;
import dev.jari.mail.Mail;
import dev.jari.mail.Mailer;
import dev.jari.notification.Notification;
import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notification.Subject;
import dev.jari.notification.Notifications;
import dev.jari.notification.Preferences;
import dev.jari.notification.Preferences.Chosen;
import dev.jari.notification.Preferences.Digest;
import dev.jari.notification.Texts;
import dev.jari.user.Profile;
import dev.jari.user.Profiles;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.PublicAddress;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mails about what a person has not read. What is due at the same time is one mail. An address that nobody has proven gets only what
 * concerns the account's security: anybody can register with another's.
 */
@Service
@Transactional
class Mailing {
    private static final int MOST = 500;

    private final OutboxStore store;
    private final Notifications notifications;
    private final Preferences preferences;
    private final Users users;
    private final Profiles profiles;
    private final Texts texts;
    private final Mailer mailer;
    private final PublicAddress address;
    private final Environment environment;
    private final DeliverySettings settings;
    private final MeterRegistry meters;
    private final Clock clock;

    Mailing(
            OutboxStore store,
            Notifications notifications,
            Preferences preferences,
            Users users,
            Profiles profiles,
            Texts texts,
            Mailer mailer,
            PublicAddress address,
            Environment environment,
            DeliverySettings settings,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.notifications = notifications;
        this.preferences = preferences;
        this.users = users;
        this.profiles = profiles;
        this.texts = texts;
        this.mailer = mailer;
        this.address = address;
        this.environment = environment;
        this.settings = settings;
        this.meters = meters;
        this.clock = clock;
    }

    /** All that is due to one person. */
    void send(String userId) {
        Optional<User> reader = users.byId(userId).filter(User::isActive);
        Chosen chosen = preferences.of(userId);
        List<Notification> together = new ArrayList<>();
        for (Due due : store.dueMails(userId, clock.millis(), MOST)) {
            Optional<Notification> wanted = notifications
                    .find(userId, due.notificationId())
                    .filter(one -> reader.filter(user -> isReachable(user, one)).isPresent())
                    .filter(one -> one.type().isAlways() || (!one.isRead() && chosen.wants(one.type(), Channel.EMAIL)));
            Optional<Instant> later = wanted.flatMap(one -> heldUntil(one, chosen));
            if (later.isPresent()) {
                store.postpone(due, later.get().toEpochMilli());
            } else if (store.remove(due) && wanted.isPresent()) {
                together.add(wanted.get());
            }
        }
        reader.ifPresent(user -> send(user, together));
    }

    private static boolean isReachable(User user, Notification notification) {
        return user.email() != null && (user.emailVerified() || notification.type() == Subject.SECURITY);
    }

    private Optional<Instant> heldUntil(Notification notification, Chosen chosen) {
        Instant now = clock.instant();
        if (notification.type().isAlways()) {
            return Optional.empty();
        }
        return Optional.of(chosen.digest())
                .filter(Digest.DAILY::equals)
                .map(daily -> digestAfter(
                        notification.createdAt() + settings.mailDelay().toMillis(), zone(notification, chosen)))
                .filter(now::isBefore)
                .or(() -> chosen.quietUntil(now));
    }

    private ZoneId zone(Notification notification, Chosen chosen) {
        return chosen.quiet()
                .map(Preferences.Quiet::zone)
                .orElseGet(() -> profiles.of(notification.userId()).zone());
    }

    private Instant digestAfter(long millis, ZoneId zone) {
        ZonedDateTime local = Instant.ofEpochMilli(millis).atZone(zone);
        ZonedDateTime sameDay = local.toLocalDate().atTime(settings.digestAt()).atZone(zone);
        return (sameDay.isBefore(local) ? sameDay.plusDays(1) : sameDay).toInstant();
    }

    private void send(User user, List<Notification> together) {
        List<Notification> quiet =
                together.stream().filter(one -> !one.type().isAlways()).toList();
        together.stream().filter(one -> one.type().isAlways()).forEach(one -> send(user, one, "notification", 1));
        if (!quiet.isEmpty()) {
            String template = quiet.size() == 1 ? "notification" : "notification-digest";
            send(user, quiet.getLast(), template, quiet.size());
        }
    }

    private void send(User user, Notification latest, String template, int count) {
        Profile profile = profiles.of(user.id());
        Texts.View view = texts.view(latest, profile.language());
        String path = count == 1 ? view.path() : "/notifications";
        mailer.send(new Mail(
                String.valueOf(user.email()),
                profile.language(),
                template,
                Map.of(
                        "title", view.title(),
                        "text", view.text(),
                        "count", Integer.toString(count),
                        "link", site() + path)));
        meters.counter("jari.notification.deliveries", "channel", "EMAIL", "outcome", "SENT")
                .increment();
    }

    private String site() {
        return address.configured()
                .orElseGet(() -> "http://localhost:" + environment.getProperty("local.server.port", "8080"));
    }
}
