package dev.jari.cache;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import java.util.concurrent.CompletionStage;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Who changed something a moment ago, and therefore reads from SQL: known to all instances through Redis. */
@Component
public class RecentChanges {
    private static final String ASKED = RecentChanges.class.getName();
    /** Longer than any near copy can live that was read before the change. */
    private static final long STANDS_MILLIS = 3 * Near.LIFE.toMillis();

    private final Redis redis;
    private final CacheSettings settings;

    RecentChanges(Redis redis, CacheSettings settings) {
        this.redis = redis;
        this.settings = settings;
    }

    private static final class Question {
        final CompletionStage<Long> answer;

        Question(CompletionStage<Long> answer) {
            this.answer = answer;
        }
    }

    /** Asks about the one who sends this request, in the round trip in which their calls are counted. */
    public void ask(String userId) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request != null && settings.enabled()) {
            byte[] key = key(userId);
            request.setAttribute(ASKED, new Question(redis.send(r -> r.exists(key))), RequestAttributes.SCOPE_REQUEST);
        }
    }

    /** Whether the one who sends this request must read from SQL; also if that cannot be known. */
    boolean isOfCaller() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null
                || !(request.getAttribute(ASKED, RequestAttributes.SCOPE_REQUEST) instanceof Question question)) {
            return false;
        }
        try {
            return redis.await(question.answer) > 0;
        } catch (RedisDown e) {
            return true;
        }
    }

    CompletionStage<String> mark(String userId) {
        byte[] key = key(userId);
        return redis.send(r -> r.psetex(key, STANDS_MILLIS, Redis.bytes("1")));
    }

    private static byte[] key(String userId) {
        return Redis.bytes("cache:changed:{" + userId + "}");
    }
}
