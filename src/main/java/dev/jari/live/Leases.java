package dev.jari.live;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.redis.RedisScript;
import dev.jari.web.Problem;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * How many sockets a person has, over all instances: each is a lease in {@code sockets:{userId}} that an instance renews while it is
 * open. Without Redis each instance counts its own.
 */
@Component
public class Leases {
    public static final long RENEW_MILLIS = 10_000;

    private static final RedisScript SCRIPT = RedisScript.load("socket_lease");
    private static final long ASKED_MILLIS = 100;
    private static final long LIFE_MILLIS = 30_000;

    private final Redis redis;
    private final int most;

    Leases(Redis redis, LiveSettings settings) {
        this.redis = redis;
        most = settings.socketsPerUser();
    }

    /** Throws the 429 when a person has as many as they may, {@code here} of them on this instance; counts the connection otherwise. */
    void take(String userId, Connection connection, int here) {
        if (here >= most || !isGranted(userId, connection)) {
            throw Problem.of(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "too_many_sockets",
                    "You have " + most + " live connections already; close one first.");
        }
    }

    private boolean isGranted(String userId, Connection connection) {
        try {
            List<Object> answer = redis.await(redis.run(SCRIPT, key(userId), connection.id(), LIFE_MILLIS, most));
            return (Long) answer.getFirst() == 1;
        } catch (RedisDown e) {
            return true;
        }
    }

    /** Nobody waits for it: a lease that was not renewed once is still held. */
    public void renew(Connection connection) {
        connection
                .someone()
                .ifPresent(caller ->
                        redis.run(SCRIPT, key(caller.userId()), connection.id(), LIFE_MILLIS, Integer.MAX_VALUE));
    }

    void release(String userId, Connection connection) {
        redis.send(r -> r.zrem(Redis.bytes(key(userId).getFirst()), Redis.bytes(connection.id())));
    }

    /** Those who hold any; nobody, where Redis does not say so soon. */
    Set<String> holders(Collection<String> userIds) {
        Map<String, CompletionStage<Long>> answers = new LinkedHashMap<>();
        userIds.forEach(userId -> answers.put(
                userId, redis.send(r -> r.exists(Redis.bytes(key(userId).getFirst())))));
        Set<String> holders = new HashSet<>();
        try {
            answers.forEach((userId, answer) -> {
                if (redis.await(answer, ASKED_MILLIS) > 0) {
                    holders.add(userId);
                }
            });
        } catch (RedisDown e) {
            return holders;
        }
        return holders;
    }

    /** Also when Redis does not say. */
    boolean mayHold(String userId) {
        try {
            return redis.await(redis.send(r -> r.exists(Redis.bytes(key(userId).getFirst()))), ASKED_MILLIS) > 0;
        } catch (RedisDown e) {
            return true;
        }
    }

    private static List<String> key(String userId) {
        return List.of("sockets:{" + userId + "}");
    }
}
