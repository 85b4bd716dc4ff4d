package dev.jari.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/**
 * The Redis of a data directory, run by the instance that holds its lock and used by all. The port never changes while an
 * instance lives, so a restart is to the clients a short interruption.
 */
final class EmbeddedRedis implements DataRedisConnectionDetails, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final String HOST = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration STABLE = Duration.ofSeconds(10);
    private static final long POLL_MILLIS = 20;
    private static final long WATCH_MILLIS = 200;
    private static final long LONGEST_RESTART_PAUSE_MILLIS = 500;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final RedisFiles files;
    private final Thread supervisor = Thread.ofVirtual().name("embedded-redis").unstarted(this::supervise);
    private volatile boolean closing;
    private volatile @Nullable RedisLock lock;
    private volatile @Nullable RedisProcess process;
    private int port;
    private String password = "";
    private long pauseMillis = POLL_MILLIS;

    private EmbeddedRedis(RedisFiles files) {
        this.files = files;
    }

    /** Answers when Redis answers; refuses to start, with a sentence, where it cannot. */
    static EmbeddedRedis start(Path directory) {
        EmbeddedRedis redis = new EmbeddedRedis(RedisFiles.in(directory));
        try {
            redis.settle();
            redis.supervisor.start();
            return redis;
        } catch (InterruptedException e) {
            redis.release();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded Redis was starting", e);
        } catch (RuntimeException e) {
            redis.release();
            throw e;
        }
    }

    private void settle() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!acquired()) {
            if (joined()) {
                log.info("joined the embedded Redis on {}:{}, data in {}", HOST, port, files.directory());
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new UnableToStart(
                        "Another instance runs the Redis of %s, but it does not answer on port %s of this machine."
                                .formatted(
                                        files.directory(),
                                        files.port().map(String::valueOf).orElse("(unknown)")),
                        "End that instance, or let jari.data-dir name another directory, or set spring.data.redis.host.");
            }
            Thread.sleep(POLL_MILLIS);
        }
        password = files.password().orElseGet(files::makePassword);
        port = files.port().orElseGet(RedisProbe::freePort);
        RedisProcess.endOrphan(files, new RedisProbe(password), port);
        if (!RedisProbe.isFree(port)) {
            int other = RedisProbe.freePort();
            log.warn("port {} is used by another program now; the embedded Redis moves to {}", port, other);
            port = other;
            // The other program may have been sent the old one.
            password = files.makePassword();
        }
        run();
    }

    private boolean acquired() {
        lock = RedisLock.tryAcquire(files.file("lock")).orElse(null);
        return lock != null;
    }

    private boolean joined() {
        Optional<Integer> theirs = files.port();
        Optional<String> shared = files.password();
        if (theirs.isEmpty() || shared.isEmpty()) {
            return false;
        }
        port = theirs.get();
        password = shared.get();
        return new RedisProbe(password).ask(port) == RedisProbe.Answer.READY;
    }

    private void run() throws InterruptedException {
        RedisBinary binary = RedisBinary.in(files.directory());
        files.configure(port, password);
        RedisProcess launched = RedisProcess.launch(binary.file(), files.file("redis.conf"), files.freshLog());
        process = launched;
        RedisProbe probe = new RedisProbe(password);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (probe.ask(port) != RedisProbe.Answer.READY) {
            if (!launched.isAlive() || System.nanoTime() > deadline) {
                launched.end();
                throw new UnableToStart(
                        "The embedded Redis did not start on port %d. Its last words:%n%s"
                                .formatted(port, files.lastWords()),
                        "See %s, or set spring.data.redis.host and spring.data.redis.port to a Redis of your own."
                                .formatted(files.file("redis.log")));
            }
            Thread.sleep(POLL_MILLIS);
        }
        log.info("embedded Redis {} on {}:{}, data in {}", binary.version(), HOST, port, files.directory());
    }

    private void supervise() {
        try {
            while (!closing) {
                try {
                    watch();
                } catch (UnableToStart e) {
                    log.error("{} It is tried again.", e.getMessage());
                    Thread.sleep(LONGEST_PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            log.trace("the embedded Redis is no longer watched", e);
        }
    }

    private void watch() throws InterruptedException {
        RedisProcess running = process;
        if (running != null) {
            revive(pauseAfter(running));
        } else if (acquired()) {
            log.info("the owner of the embedded Redis on port {} has ended; this instance runs it now", port);
            revive(POLL_MILLIS);
        } else {
            Thread.sleep(WATCH_MILLIS);
        }
    }

    /** A server that ends soon after each start is started more and more rarely. */
    private long pauseAfter(RedisProcess running) throws InterruptedException {
        long started = System.nanoTime();
        int code = running.awaitEnd();
        log.warn("the embedded Redis on port {} ended (exit code {}); it is started again", port, code);
        boolean stable = System.nanoTime() - started > STABLE.toNanos();
        pauseMillis = stable ? POLL_MILLIS : Math.min(2 * pauseMillis, LONGEST_RESTART_PAUSE_MILLIS);
        return pauseMillis;
    }

    private void revive(long firstPauseMillis) throws InterruptedException {
        for (long pause = firstPauseMillis; !closing; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            Thread.sleep(pause);
            try {
                RedisProcess.endOrphan(files, new RedisProbe(password), port);
                run();
                return;
            } catch (RuntimeException e) {
                log.error("{} It is tried again.", e.getMessage());
            }
        }
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public Standalone getStandalone() {
        return Standalone.of(HOST, port);
    }

    /** Called when everything that uses Redis is closed. */
    @Override
    public void close() {
        closing = true;
        supervisor.interrupt();
        try {
            supervisor.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        release();
    }

    /** In this order: whoever gets the lock next finds no server on the file. */
    private void release() {
        Optional.ofNullable(process).ifPresent(RedisProcess::end);
        Optional.ofNullable(lock).ifPresent(RedisLock::close);
    }
}
