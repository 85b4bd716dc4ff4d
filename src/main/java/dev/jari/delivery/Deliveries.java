package dev.jari.delivery;

import dev.jari.database.Database.Write;
import dev.jari.mail.Mailer;
import dev.jari.notification.Notification;
import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notifications;
import dev.jari.notification.Notifications.Told;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes down what is to be sent, with the notification itself. */
@Component
class Deliveries implements Notifications.Delivery {
    private final Mailer mailer;
    private final DeliverySettings settings;
    private final Clock clock;

    Deliveries(Mailer mailer, DeliverySettings settings, Clock clock) {
        this.mailer = mailer;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Write> of(List<Told> told) {
        List<Write> writes = new ArrayList<>();
        for (Told one : told) {
            if (one.channels().contains(Channel.PUSH)) {
                writes.add(OutboxStore.insertPush(one.notification(), due(one.notification(), settings.pushDelay())));
            }
            if (one.channels().contains(Channel.EMAIL) && mailer.isOn()) {
                writes.add(OutboxStore.insertMail(one.notification(), due(one.notification(), settings.mailDelay())));
            }
        }
        return writes;
    }

    private long due(Notification notification, Duration delay) {
        long now = clock.millis();
        return notification.type().isAlways() ? now : now + delay.toMillis();
    }
}
