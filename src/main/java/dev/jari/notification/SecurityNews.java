package dev.jari.notification;

import dev.jari.account.Notices;
import dev.jari.factor.Factors;
import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.session.Sessions;
import dev.jari.user.Users;
import dev.jari.web.Ids;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What happens to somebody's account, in case it was not them. Where {@code account} writes a mail of its own there is no second one. */
@Component
@Transactional
class SecurityNews {
    private final Notifications notifications;
    private final NotificationSettings settings;
    private final Clock clock;

    SecurityNews(Notifications notifications, NotificationSettings settings, Clock clock) {
        this.notifications = notifications;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void signedIn(Notices.NewDevice arrived) {
        Map<String, String> details = Map.of("device", arrived.device(), "network", arrived.network());
        tell(arrived.userId(), "NEW_DEVICE", details, Set.of(Channel.PUSH));
    }

    @EventListener
    void tokenReused(Sessions.Reused reused) {
        tell(reused.userId(), "TOKEN_REUSED", Map.of("device", reused.device().name()), Set.of(Channel.PUSH));
    }

    @EventListener
    void passwordChanged(Users.PasswordChanged changed) {
        tell(changed.userId(), "PASSWORD_CHANGED", Map.of(), Set.of(Channel.PUSH));
    }

    @EventListener
    void factorChanged(Factors.Changed changed) {
        tell(changed.userId(), "FACTOR_" + changed.change(), Map.of(), Set.of(Channel.EMAIL, Channel.PUSH));
    }

    private void tell(String userId, String kind, Map<String, String> details, Set<Channel> channels) {
        Map<String, String> payload = new HashMap<>(details);
        payload.put("kind", kind);
        payload.put("path", "/account/security");
        long expiresAt = clock.millis() + settings.securityLife().toMillis();
        // Published once, in the transaction in which it happens: there is no second time to know it again.
        String key = "security:" + Ids.next();
        notifications.tell(List.of(new Notice(userId, Subject.SECURITY, key, payload, expiresAt, channels)));
    }
}
