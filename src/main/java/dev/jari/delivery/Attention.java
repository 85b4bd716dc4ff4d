package dev.jari.delivery;

import dev.jari.live.Inbox;
import dev.jari.live.Sender;
import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Who looks at the site: a visible tab says so to {@code /app/notifications} every ten seconds. Without Redis nobody does. */
@Component
class Attention implements Inbox {
    private static final Duration LEASE = Duration.ofSeconds(15);

    private final Redis redis;

    Attention(Redis redis) {
        this.redis = redis;
    }

    @Override
    public String family() {
        return "notifications";
    }

    @Override
    public void receive(Sender sender, String key, byte[] body) {
        byte[] lease = key(sender.caller().userId());
        redis.send(r -> r.psetex(lease, LEASE.toMillis(), Redis.bytes("1")));
    }

    boolean isLooking(String userId) {
        byte[] lease = key(userId);
        try {
            return redis.await(redis.send(r -> r.exists(lease))) > 0;
        } catch (RedisDown e) {
            return false;
        }
    }

    private static byte[] key(String userId) {
        return Redis.bytes("looking:{" + userId + "}");
    }
}
