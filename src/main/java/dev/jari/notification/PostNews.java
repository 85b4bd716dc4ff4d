package dev.jari.notification;

import dev.jari.notification.Notification.Notice;
import dev.jari.notification.Notification.Subject;
import dev.jari.post.Post;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What others make of a person's posts. Who likes one again and again is told of once. */
@Component
class PostNews {
    private final Notifications notifications;
    private final NotificationSettings settings;
    private final Clock clock;

    PostNews(Notifications notifications, NotificationSettings settings, Clock clock) {
        this.notifications = notifications;
        this.settings = settings;
        this.clock = clock;
    }

    @EventListener
    void commented(Post.Commented commented) {
        if (!commented.commentAuthorId().equals(commented.postAuthorId())) {
            tell(commented.postAuthorId(), "COMMENTED", commented.postId(), commented.commentId());
        }
    }

    @EventListener
    void liked(Post.Liked liked) {
        if (!liked.userId().equals(liked.postAuthorId())) {
            tell(liked.postAuthorId(), "LIKED", liked.postId(), liked.userId());
        }
    }

    private void tell(String userId, String kind, String postId, String by) {
        Map<String, String> payload = Map.of("kind", kind, "path", "/posts/" + postId, "postId", postId);
        long expiresAt = clock.millis() + settings.postLife().toMillis();
        String key = "post:" + postId + ":" + kind + ":" + by;
        notifications.tell(List.of(new Notice(userId, Subject.POST, key, payload, expiresAt)));
    }
}
