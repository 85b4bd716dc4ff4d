package dev.jari.session;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisScript;
import dev.jari.session.Revocations.Revocation;
import dev.jari.token.AuthSettings;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.KeyValue;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The sessions as Redis knows them. Everything here throws {@code RedisDown}, or has it in its stage. */
@Component
class LiveSessions {
    private static final RedisScript REFRESH = RedisScript.load("refresh");
    private static final RedisScript REFRESH_SEED = RedisScript.load("refresh_seed");
    private static final RedisScript REVOKE = RedisScript.load("revoke");
    private static final RedisScript SESSION_SEED = RedisScript.load("session_seed");
    private static final RedisScript SESSION_END = RedisScript.load("session_end");
    private static final byte[] EPOCH = Redis.bytes("e");

    private final Redis redis;
    private final AuthSettings settings;

    LiveSessions(Redis redis, AuthSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    enum Outcome {
        ROTATED,
        REPLAY,
        REUSE,
        ENDED,
        GONE,
        FORGED
    }

    record Refresh(Outcome outcome, long counter, long livesMillis) {
        boolean isGranted() {
            return outcome == Outcome.ROTATED || outcome == Outcome.REPLAY;
        }
    }

    Refresh refresh(String sessionId, long counter) {
        return refresh(sessionId, Long.toString(counter));
    }

    /** Rotates whatever token is current; the one before it has no grace. */
    Refresh renew(String sessionId) {
        return refresh(sessionId, "renew");
    }

    private Refresh refresh(String sessionId, String presented) {
        List<Object> answer = redis.await(redis.run(
                REFRESH,
                refreshKeys(sessionId),
                presented,
                settings.refreshGrace().toMillis(),
                settings.refreshLife().toMillis(),
                settings.longestAccess().toMillis()));
        return new Refresh(Outcome.valueOf(Redis.text(answer.getFirst())), (Long) answer.get(1), (Long) answer.get(2));
    }

    /** Makes a session's refresh hash, unless the session has ended or the hash is further already. */
    void seedRefresh(Session session, long counter) {
        redis.await(redis.run(
                REFRESH_SEED,
                refreshKeys(session.id()),
                counter,
                session.lastSeenAt().toEpochMilli(),
                absoluteEnd(session),
                settings.refreshLife().toMillis()));
    }

    CompletionStage<List<Object>> seedSession(Session session, long epoch) {
        return redis.run(
                SESSION_SEED, List.of(sessionKey(session.userId())), session.id(), absoluteEnd(session), epoch);
    }

    /** Safe to repeat. */
    List<CompletionStage<List<Object>>> end(Revocation revocation) {
        long stays = settings.longestAccess().toMillis();
        List<String> person = List.of(sessionKey(revocation.userId()));
        if (!revocation.isOfSession()) {
            return List.of(redis.run(SESSION_END, person, stays, revocation.epoch()));
        }
        String sessionId = revocation.sessionId();
        return List.of(
                redis.run(REVOKE, refreshKeys(sessionId), stays), redis.run(SESSION_END, person, stays, 0, sessionId));
    }

    /** What a strict check asks, sent at once: both answers arrive after one round trip. */
    Asked ask(String userId, String sessionId) {
        byte[] blacklist = Redis.bytes("blacklist:{" + sessionId + "}");
        byte[] session = Redis.bytes(sessionKey(userId));
        byte[] field = Redis.bytes(sessionId);
        return new Asked(redis.send(r -> r.exists(blacklist)), redis.send(r -> r.hmget(session, EPOCH, field)));
    }

    final class Asked {
        private final CompletionStage<Long> blacklisted;
        private final CompletionStage<List<KeyValue<byte[], byte[]>>> session;

        private Asked(CompletionStage<Long> blacklisted, CompletionStage<List<KeyValue<byte[], byte[]>>> session) {
            this.blacklisted = blacklisted;
            this.session = session;
        }

        Known answer() {
            if (redis.await(blacklisted) > 0) {
                return Known.ENDED;
            }
            List<KeyValue<byte[], byte[]>> fields = redis.await(session);
            Long epoch = number(fields.getFirst());
            Long ends = number(fields.getLast());
            if (ends != null && ends < 0) {
                return Known.ENDED;
            }
            return epoch == null || ends == null ? Known.NOTHING : new Known(false, true, epoch);
        }

        private static @Nullable Long number(KeyValue<byte[], byte[]> field) {
            return field.hasValue() ? Long.valueOf(Redis.text(field.getValue())) : null;
        }
    }

    /** What Redis knows about a session. Not present is no refusal: Redis may have been emptied. */
    record Known(boolean ended, boolean present, long epoch) {
        static final Known ENDED = new Known(true, true, 0);
        static final Known NOTHING = new Known(false, false, 0);
    }

    /** Some keys of people with sessions; from the answer on again, until it is finished. */
    KeyScanCursor<byte[]> scan(ScanCursor from) {
        ScanArgs some = ScanArgs.Builder.matches("session:{*").limit(200);
        return redis.await(redis.send(r -> r.scan(from, some)));
    }

    /** By key, the sessions that it says are alive. */
    Map<String, List<String>> sessions(List<byte[]> keys) {
        Map<String, CompletionStage<Map<byte[], byte[]>>> asked = new LinkedHashMap<>();
        keys.forEach(key -> asked.put(Redis.text(key), redis.send(r -> r.hgetall(key))));
        Map<String, List<String>> alive = new LinkedHashMap<>();
        asked.forEach((key, answer) -> {
            List<String> ids = redis.await(answer).entrySet().stream()
                    .filter(field -> !Arrays.equals(field.getKey(), EPOCH))
                    .filter(field -> !Redis.text(field.getValue()).startsWith("-"))
                    .map(field -> Redis.text(field.getKey()))
                    .toList();
            alive.put(key, ids);
        });
        return alive;
    }

    void forget(String key, List<String> sessionIds) {
        if (!sessionIds.isEmpty()) {
            byte[][] fields = sessionIds.stream().map(Redis::bytes).toArray(byte[][]::new);
            redis.await(redis.send(r -> r.hdel(Redis.bytes(key), fields)));
        }
    }

    private long absoluteEnd(Session session) {
        return session.createdAt().plus(settings.sessionLife()).toEpochMilli();
    }

    // The braces are part of the keys: they keep both in one slot of a Cluster.
    private static List<String> refreshKeys(String sessionId) {
        return List.of("refresh:{" + sessionId + "}", "blacklist:{" + sessionId + "}");
    }

    private static String sessionKey(String userId) {
        return "session:{" + userId + "}";
    }
}
