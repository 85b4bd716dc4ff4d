package dev.jari.notification;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something one person is told. {@code payload} always has {@code kind}, such as CONFIRMED, and {@code path}, the page about it. */
public record Notification(
        String id,
        String userId,
        long seq,
        Subject type,
        Map<String, String> payload,
        long createdAt,
        @Nullable Long readAt,
        long expiresAt) {

    public enum Subject {
        BOOKING(false),
        /** Somebody else has changed a booking. */
        BOOKING_CHANGE(true),
        CHAT(false),
        POST(false),
        SECURITY(true),
        /** To operators. */
        MODERATION(true);

        private final boolean always;

        Subject(boolean always) {
            this.always = always;
        }

        /** Sent at once, whatever the person prefers. */
        public boolean isAlways() {
            return always;
        }
    }

    public enum Channel {
        IN_APP,
        EMAIL,
        PUSH
    }

    /**
     * What to tell whom. {@code key} names what happened: told twice, it is told once. {@code channels}: where, beside the list of
     * notifications.
     */
    public record Notice(
            String userId,
            Subject type,
            String key,
            Map<String, String> payload,
            long expiresAt,
            Set<Channel> channels) {
        private static final Set<Channel> ALL = Set.of(Channel.EMAIL, Channel.PUSH);

        public Notice(String userId, Subject type, String key, Map<String, String> payload, long expiresAt) {
            this(userId, type, key, payload, expiresAt, ALL);
        }
    }

    public String kind() {
        return payload.getOrDefault("kind", "");
    }

    public String path() {
        return payload.getOrDefault("path", "/");
    }

    public boolean isRead() {
        return readAt != null;
    }
}
