package dev.jari.auth;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.redis.RedisScript;
import dev.jari.user.User;
import dev.jari.web.Problem;
import dev.jari.web.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Logins that wait for a second factor: in Redis, under the digest of a secret, for five minutes and five attempts. */
@Component
class Challenges {
    private static final RedisScript SCRIPT = RedisScript.load("login_challenge");
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MOST_ATTEMPTS = 5;

    private final Redis redis;

    Challenges(Redis redis) {
        this.redis = redis;
    }

    /** {@code first}: what the person has proven already. */
    record Open(String userId, long epoch, String first) {}

    /** The secret with which the login goes on. */
    String begin(User user, String first) {
        String challenge = Secrets.token();
        run(challenge, "begin", user.id() + " " + user.epoch(), first, LIFE.toMillis());
        return challenge;
    }

    Open find(String challenge) {
        return run(challenge, "find").orElseThrow(Challenges::isVoid);
    }

    /** One more attempt; 401 {@code challenge_void} if there have been five, or somebody was quicker, or it is too late. */
    Open attempt(String challenge) {
        return run(challenge, "try", MOST_ATTEMPTS).orElseThrow(Challenges::isVoid);
    }

    /** For whoever has passed; of two at once only one has. */
    void end(String challenge) {
        if (run(challenge, "end").isEmpty()) {
            throw isVoid();
        }
    }

    static Problem isVoid() {
        return Problem.unauthorized("challenge_void", "This sign-in has expired or was tried too often; start again.");
    }

    private Optional<Open> run(String challenge, Object... arguments) {
        try {
            List<Object> open = redis.await(redis.run(SCRIPT, List.of(key(challenge)), arguments));
            return open.isEmpty()
                    ? Optional.empty()
                    : Optional.of(open(Redis.text(open.getFirst()), Redis.text(open.getLast())));
        } catch (RedisDown e) {
            throw Problem.unavailable("unavailable", "Signing in is not possible for a moment.", 1);
        }
    }

    private static Open open(String who, String first) {
        int space = who.indexOf(' ');
        return new Open(who.substring(0, space), Long.parseLong(who.substring(space + 1)), first);
    }

    private static String key(String challenge) {
        return "login_challenge:{" + Secrets.digest(challenge) + "}";
    }
}
