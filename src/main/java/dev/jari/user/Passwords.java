package dev.jari.user;

import dev.jari.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What a password must be (NIST SP 800-63B-4), and its hash. */
@Component
class Passwords implements AutoCloseable {
    static final int MIN_LENGTH = 15;
    static final int MIN_BESIDE_A_FACTOR = 8;
    static final int MAX_LENGTH = 128;
    // docs/security.md lists them.
    private static final Pattern OWN_WORDS = Pattern.compile(
            "jari|자리|reservation|예약|booking|business|operator|admin|owner|customer|password|비밀번호|welcome|login");
    private static final int QUEUED_PER_THREAD = 32;
    private static final int RETRY_SECONDS = 2;

    private final Argon2 argon2 = new Argon2();
    private final Set<String> common = common();
    private final BreachedPasswords breached;
    private final ThreadPoolExecutor pool;
    private final String nobodys;

    Passwords(BreachedPasswords breached, MeterRegistry meters) {
        this.breached = breached;
        // Half of the cores, and behind all else: whoever is signed in already goes first.
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        pool = new ThreadPoolExecutor(
                threads,
                threads,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(QUEUED_PER_THREAD * threads),
                work -> Thread.ofPlatform().name("password").daemon().unstarted(() -> {
                    LowPriority.apply();
                    work.run();
                }));
        pool.allowCoreThreadTimeOut(true);
        new ExecutorServiceMetrics(pool, "passwords", List.of()).bindTo(meters);
        nobodys = onPool(() -> argon2.hash("nobody has this password"));
    }

    /** What is wrong with a new password that stands alone, if anything. */
    Optional<Problem.FieldError> weakness(String field, String password, String email, String name) {
        return weakness(field, password, email, name, MIN_LENGTH);
    }

    Optional<Problem.FieldError> weakness(String field, String password, String email, String name, int minimum) {
        String normal = normal(password);
        if (length(password) < minimum) {
            return error(field, "too_short", "Use at least " + minimum + " characters; a short sentence is good.");
        }
        if (length(password) > MAX_LENGTH) {
            return error(field, "too_long", "Use at most 128 characters.");
        }
        String lower = normal.toLowerCase(Locale.ROOT);
        if (common.contains(lower) || isRepetition(lower) || isSequence(lower) || isOfThisSite(lower)) {
            return error(field, "too_common", "This password is one of the first that somebody would try.");
        }
        String localPart = email.replaceFirst("@.*", "");
        if (lower.contains(email) || sameLetters(lower, localPart) || sameLetters(lower, name)) {
            return error(field, "too_personal", "Do not use your own name or address.");
        }
        if (breached.contains(normal)) {
            return error(field, "breached", "This password was found in a breach of another site.");
        }
        return Optional.empty();
    }

    static boolean isShort(String password) {
        return length(password) < MIN_LENGTH;
    }

    private static int length(String password) {
        return (int) normal(password).codePoints().count();
    }

    private static Optional<Problem.FieldError> error(String field, String code, String message) {
        return Optional.of(new Problem.FieldError(field, code, message));
    }

    private static boolean isRepetition(String text) {
        for (int period = 1; period <= text.length() / 2; period++) {
            if (text.regionMatches(period, text, 0, text.length() - period)) {
                return true;
            }
        }
        return false;
    }

    /** Each character follows the one before, as in {@code abcdef…} or {@code 987654321…}; 0 follows 9. */
    private static boolean isSequence(String text) {
        int step = text.charAt(1) - text.charAt(0);
        if (Math.abs(step) != 1) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            int difference = text.charAt(i) - text.charAt(i - 1);
            if (difference != step && difference != -9 * step) {
                return false;
            }
        }
        return true;
    }

    /** Hardly anything but the words that somebody would try here first. */
    private static boolean isOfThisSite(String lower) {
        String rest = letters(OWN_WORDS.matcher(lower).replaceAll(""));
        return !rest.equals(letters(lower)) && rest.length() < MIN_BESIDE_A_FACTOR;
    }

    private static boolean sameLetters(String lower, String own) {
        return letters(lower).equals(letters(own.toLowerCase(Locale.ROOT)));
    }

    private static String letters(String text) {
        return text.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    String hash(String password) {
        return onPool(() -> argon2.hash(normal(password)));
    }

    /** Costs the same whether there is a hash or not: the time does not tell which addresses have an account. */
    boolean matches(String password, Optional<String> hash) {
        return onPool(() -> argon2.matches(normal(password), hash.orElse(nobodys))) && hash.isPresent();
    }

    boolean isOutdated(String hash) {
        return argon2.isOutdated(hash);
    }

    /** The same password typed on another keyboard has the same bytes; half a surrogate pair, which has none, is a "?". */
    private static String normal(String password) {
        String whole = new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return Normalizer.normalize(whole, Normalizer.Form.NFKC);
    }

    /** 503 {@code busy} when the next password would be refused: asked before all that comes before the hash. */
    void admit() {
        if (pool.getQueue().remainingCapacity() == 0) {
            throw busy();
        }
    }

    private static Problem busy() {
        return Problem.unavailable("busy", "Too many people sign in at this moment; try again.", RETRY_SECONDS);
    }

    private <T> T onPool(Callable<T> work) {
        try {
            return pool.submit(work).get();
        } catch (RejectedExecutionException e) {
            throw busy();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Argon2 failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> common() {
        try (InputStream in = Passwords.class.getResourceAsStream("/common-passwords.txt")) {
            if (in == null) {
                throw new IllegalStateException("common-passwords.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.length() >= MIN_BESIDE_A_FACTOR)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
