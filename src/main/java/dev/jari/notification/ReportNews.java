package dev.jari.notification;

import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.report.Report;
import dev.jari.user.Accounts;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Operators hear of each thing that is reported, once while nobody has decided about it. */
@Component
class ReportNews {
    private final Notifications notifications;
    private final Accounts accounts;
    private final NotificationSettings settings;
    private final Clock clock;

    ReportNews(Notifications notifications, Accounts accounts, NotificationSettings settings, Clock clock) {
        this.notifications = notifications;
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void filed(Report.Filed filed) {
        Map<String, String> payload =
                Map.of("kind", filed.kind().name(), "path", "/admin/reports", "reportId", filed.reportId());
        String key = key(filed.kind(), filed.thingId()) + filed.reportId();
        long expiresAt = clock.millis() + settings.postLife().toMillis();
        notifications.tell(accounts.operators().stream()
                .filter(operator -> !operator.equals(filed.reporterId()))
                .map(operator ->
                        new Notice(operator, Subject.MODERATION, key, payload, expiresAt, Set.of(Channel.EMAIL)))
                .toList());
    }

    @EventListener
    void settled(Report.Settled settled) {
        accounts.operators()
                .forEach(operator -> notifications.readAbout(operator, key(settled.kind(), settled.thingId())));
    }

    private static String key(Report.Kind kind, String thingId) {
        return "report:" + kind + ":" + thingId + ":";
    }
}
