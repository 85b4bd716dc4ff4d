package dev.jari.ratelimit;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.redis.RedisScript;
import dev.jari.web.Problem;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Counts calls and refuses those over the limit. Answers tell how much is left (IETF draft, RateLimit header fields). */
@Component
public class RateLimiter {
    private static final RedisScript SCRIPT = RedisScript.load("rate_limit");
    private static final int WINDOW_SECONDS = 60;
    private static final int NETWORK_BYTES = 8;

    private final Redis redis;
    private final RateLimitSettings settings;
    private final Limit api;
    private final Limit login;

    RateLimiter(Redis redis, RateLimitSettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.settings = settings;
        api = new Limit("api", settings.apiPerMinute(), meters);
        login = new Limit("login", settings.loginPerMinute(), meters);
    }

    /** Starts counting a call of a signed-in user. */
    public Count apiUser(String userId) {
        return count(api, userId);
    }

    /** Starts counting a call of nobody in particular. */
    public Count apiAddress(String address) {
        return count(api, "ip:" + network(address));
    }

    /** Starts counting an attempt from an address to sign in or register. */
    public Count loginAddress(String address) {
        return count(login, "login:ip:" + network(address));
    }

    /** Starts counting an attempt on an account; an address that has none counts alike. */
    public Count loginAccount(String email) {
        return count(login, "login:account:" + digest(email));
    }

    private Count count(Limit limit, String subject) {
        if (!settings.enabled()) {
            return new Count(limit, CompletableFuture.completedFuture(List.of(1L, (long) limit.calls, 0L)));
        }
        return new Count(
                limit, redis.run(SCRIPT, List.of("rate_limit:{" + subject + "}"), limit.calls, WINDOW_SECONDS * 1_000));
    }

    /** An IPv6 client has at least 2^64 addresses of its own: they count together. */
    static String network(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length <= NETWORK_BYTES
                    ? address
                    : Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(bytes, NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }

    static String digest(String text) {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sha, 2 * NETWORK_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Limit {
        final String name;
        final int calls;
        final String policy;
        final Counter refused;

        Limit(String name, int calls, MeterRegistry meters) {
            this.name = name;
            this.calls = calls;
            policy = "\"%s\";q=%d;w=%d".formatted(name, calls, WINDOW_SECONDS);
            refused = meters.counter("jari.rate.limited", "limit", name);
        }
    }

    /** A count under way: what else needs Redis can be sent before this one is waited for. */
    public final class Count {
        private final Limit limit;
        private final CompletionStage<List<Object>> result;

        private Count(Limit limit, CompletionStage<List<Object>> result) {
            this.limit = limit;
            this.result = result;
        }

        /** Waits, tells the client what is left, and throws the 429 when nothing is. */
        public void enforce(HttpServletResponse response) {
            counted().ifPresent(counted -> {
                response.addHeader("RateLimit-Policy", limit.policy);
                response.addHeader("RateLimit", "\"" + limit.name + "\";r=" + counted.left + ";t=" + counted.seconds);
                refuse(counted);
            });
        }

        /** Waits, and throws the 429 when nothing is left. */
        public void enforce() {
            counted().ifPresent(this::refuse);
        }

        private record Counted(boolean accepted, long left, long seconds) {}

        private Optional<Counted> counted() {
            if (!settings.enabled()) {
                return Optional.empty();
            }
            try {
                List<Object> counted = redis.await(result);
                return Optional.of(new Counted(
                        (Long) counted.getFirst() != 0,
                        (Long) counted.get(1),
                        Math.ceilDiv((Long) counted.get(2), 1_000L)));
            } catch (RedisDown e) {
                return Optional.empty();
            }
        }

        private void refuse(Counted counted) {
            if (!counted.accepted) {
                limit.refused.increment();
                throw Problem.of(HttpStatus.TOO_MANY_REQUESTS, "rate_limited", "Too many calls; wait, then try again.")
                        .retryAfter(counted.seconds);
            }
        }
    }
}
