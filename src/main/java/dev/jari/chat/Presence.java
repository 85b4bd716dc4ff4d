package dev.jari.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.live.Hub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What is only of the moment, told once, on {@code /user/queue/rooms} of the others: who types, who has read how far. */
@Component
class Presence {
    private static final String QUEUE = "rooms";
    private static final Duration TYPING_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_TYPING = 20_000;

    private final Hub hub;
    private final Rooms rooms;
    private final JsonMapper json;
    private final Cache<String, Boolean> typed = Caffeine.newBuilder()
            .expireAfterWrite(TYPING_PAUSE)
            .maximumSize(MOST_TYPING)
            .build();

    Presence(Hub hub, Rooms rooms, JsonMapper json) {
        this.hub = hub;
        this.rooms = rooms;
        this.json = json;
    }

    /** Told to the others at most every two seconds. */
    void typing(String roomId, String userId) {
        if (typed.asMap().putIfAbsent(roomId + userId, true) == null) {
            tell(
                    rooms.require(roomId, userId).others(userId),
                    Map.of("type", "typing", "roomId", roomId, "userId", userId));
        }
    }

    /** Also to the reader's own other windows, whose badges change. */
    void read(String roomId, String userId, long seq) {
        tell(
                rooms.require(roomId, userId).present(),
                Map.of("type", "read", "roomId", roomId, "userId", userId, "seq", seq));
    }

    private void tell(List<String> userIds, Map<String, Object> word) {
        byte[] encoded = json.writeValueAsBytes(word);
        userIds.forEach(userId -> hub.tell(userId, QUEUE, encoded));
    }
}
