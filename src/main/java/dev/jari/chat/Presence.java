package dev.jari.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.live.Hub;
import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is only of the moment: who is there (a lease of a minute in Redis, renewed by whatever the person does), who types and who has read
 * (told once, on {@code /user/queue/rooms} of the others). Without Redis nobody seems to be there.
 */
@Component
class Presence {
    static final String QUEUE = "rooms";

    private static final Duration LEASE = Duration.ofSeconds(70);
    private static final Duration RENEWAL = Duration.ofSeconds(25);
    private static final Duration TYPING_PAUSE = Duration.ofSeconds(2);
    private static final long PATIENCE_MILLIS = 100;
    private static final int MOST = 20_000;

    private final Redis redis;
    private final Hub hub;
    private final Rooms rooms;
    private final JsonMapper json;
    private final Cache<String, Boolean> renewed =
            Caffeine.newBuilder().expireAfterWrite(RENEWAL).maximumSize(MOST).build();
    private final Cache<String, Boolean> typed = Caffeine.newBuilder()
            .expireAfterWrite(TYPING_PAUSE)
            .maximumSize(MOST)
            .build();

    Presence(Redis redis, Hub hub, Rooms rooms, JsonMapper json) {
        this.redis = redis;
        this.hub = hub;
        this.rooms = rooms;
        this.json = json;
    }

    void seen(String userId) {
        if (renewed.asMap().putIfAbsent(userId, true) == null) {
            redis.send(r -> r.set(Redis.bytes(key(userId)), Redis.bytes("1"), SetArgs.Builder.px(LEASE.toMillis())));
        }
    }

    private static String key(String userId) {
        return "presence:{" + userId + "}";
    }

    /** Those of them who were there within the last minute. */
    Set<String> online(Collection<String> userIds) {
        List<String> asked = List.copyOf(userIds);
        List<CompletionStage<Long>> answers = new ArrayList<>();
        asked.forEach(userId -> answers.add(redis.send(r -> r.exists(Redis.bytes(key(userId))))));
        Set<String> online = new HashSet<>();
        try {
            for (int i = 0; i < asked.size(); i++) {
                if (redis.await(answers.get(i), PATIENCE_MILLIS) > 0) {
                    online.add(asked.get(i));
                }
            }
        } catch (RedisDown e) {
            return online;
        }
        return online;
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
