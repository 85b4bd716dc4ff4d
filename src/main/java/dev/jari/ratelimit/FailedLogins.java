package dev.jari.ratelimit;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.redis.RedisScript;
import dev.jari.web.Problem;
import dev.jari.web.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Makes guessing slow. After the third failure in a row the next attempt on an account from a network waits a second, and twice as long
 * each time, up to 5 minutes; after 100 from unknown devices only known ones may try until an hour has passed. A known device has its
 * own count and is not stopped by what others do. Nothing here tells whether there is such an account.
 */
@Component
public class FailedLogins {
    private static final Logger log = LoggerFactory.getLogger(FailedLogins.class);
    private static final RedisScript SCRIPT = RedisScript.load("failed_logins");
    private static final int V4_NETWORK_BYTES = 3;
    private static final int V6_NETWORK_BYTES = 8;

    private final Redis redis;
    private final MeterRegistry meters;

    FailedLogins(Redis redis, MeterRegistry meters) {
        this.redis = redis;
        this.meters = meters;
    }

    /** Who tries to get into an account. {@code account} is the normal form of its address. */
    public record Attempt(String account, String who, boolean known) {

        /** {@code device}: the id of a device from which the person has signed in before. */
        public static Attempt of(String account, String address, Optional<String> device) {
            return new Attempt(
                    account, device.map(id -> "device:" + id).orElseGet(() -> network(address)), device.isPresent());
        }

        /** From within a session: its failures stop nobody else. */
        public static Attempt inSession(String account, String sessionId) {
            return new Attempt(account, "session:" + sessionId, true);
        }
    }

    /** The result of {@code proof}, unless it is not time for another attempt. A 401 from it is a failure; {@link #passed} ends the row. */
    public <T> T attempt(Attempt attempt, Supplier<T> proof) {
        List<Object> allowed = tell("ask", attempt);
        long wait = (Long) allowed.getFirst();
        if (wait > 0) {
            count((Long) allowed.get(1) == 1 ? "locked" : "delayed");
            throw Problem.of(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too_many_failures",
                            "Too many attempts have failed; wait, then try again.")
                    .retryAfter(Math.ceilDiv(wait, 1_000L));
        }
        try {
            return proof.get();
        } catch (Problem problem) {
            if (problem.status() == HttpStatus.UNAUTHORIZED) {
                count("failed");
                tell("failed", attempt);
            }
            throw problem;
        }
    }

    /** The person has proven all that is asked of them. */
    public void passed(Attempt attempt) {
        try {
            redis.await(begin("passed", attempt));
        } catch (RedisDown e) {
            log.debug("The failures before this login stay for an hour: {}", e.getMessage());
        }
    }

    /** For whoever has just been given another password. */
    public void forget(String account) {
        try {
            redis.await(redis.send(r -> r.del(Redis.bytes(key(account)))));
        } catch (RedisDown e) {
            log.debug("The failures on a reset account stay for an hour: {}", e.getMessage());
        }
    }

    private List<Object> tell(String what, Attempt attempt) {
        try {
            return redis.await(begin(what, attempt));
        } catch (RedisDown e) {
            throw Problem.unavailable("unavailable", "Signing in is not possible for a moment.", 1);
        }
    }

    private CompletionStage<List<Object>> begin(String what, Attempt attempt) {
        return redis.run(SCRIPT, List.of(key(attempt.account())), what, attempt.who(), attempt.known() ? 1 : 0);
    }

    private static String key(String account) {
        return "failed_logins:{" + Secrets.digest(account) + "}";
    }

    private void count(String outcome) {
        meters.counter("jari.login.failures", "outcome", outcome).increment();
    }

    /** What one household or office shares: /24 of IPv4, /64 of IPv6. */
    static String network(String address) {
        if (!address.matches("[0-9a-fA-F.:]{2,45}")) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            int kept = bytes.length == 4 ? V4_NETWORK_BYTES : V6_NETWORK_BYTES;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
