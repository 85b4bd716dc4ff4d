package dev.jari.notification;

import dev.jari.business.Businesses;
import dev.jari.chat.Message;
import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Messages, to the others in the room. What was said stays there: taken back there, it is nowhere else. */
@Component
class ChatNews {
    private final Notifications notifications;
    private final Businesses businesses;
    private final NotificationSettings settings;

    ChatNews(Notifications notifications, Businesses businesses, NotificationSettings settings) {
        this.notifications = notifications;
        this.businesses = businesses;
        this.settings = settings;
    }

    @EventListener
    void sent(Message.Sent sent) {
        if (sent.recipients().isEmpty()) {
            return;
        }
        Map<String, String> payload = Map.of(
                "kind", "MESSAGE",
                "path", "/chat/" + sent.roomId(),
                "roomId", sent.roomId(),
                "messageId", sent.messageId(),
                "businessId", sent.businessId(),
                "business", businesses.byId(sent.businessId()).name());
        long expiresAt = sent.at().plus(settings.chatLife()).toEpochMilli();
        String key = key(sent.roomId()) + sent.messageId();
        notifications.tell(sent.recipients().stream()
                .map(userId -> new Notice(userId, Subject.CHAT, key, payload, expiresAt))
                .toList());
    }

    @EventListener
    void read(Message.Read read) {
        notifications.readAbout(read.userId(), key(read.roomId()));
    }

    private static String key(String roomId) {
        return "chat:" + roomId + ":";
    }
}
