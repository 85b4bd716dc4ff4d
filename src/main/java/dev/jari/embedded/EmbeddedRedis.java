package dev.jari.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
    private static final long POLL_MILLIS = 20;
    private static final long WATCH_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final RedisFiles files;
    private final Thread supervisor = Thread.ofVirtual().name("embedded-redis").unstarted(this::supervise);
    private volatile boolean closing;
    private volatile @Nullable RedisLock lock;
    private volatile @Nullable RedisProcess process;
    private int port;
    private String password = "";

    private EmbeddedRedis(RedisFiles files) {
        this.files = files;
    }

    /** Answers when Redis answers; refuses to start, with a sentence, where it cannot. */
    static EmbeddedRedis start(java.nio.file.Path directory) {
        EmbeddedRedis redis = new EmbeddedRedis(RedisFiles.in(directory));
        try {
            redis.settle();
            redis.supervisor.start();
            return redis;
        } catch (InterruptedException e) {
            redis.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the embedded Redis was starting", e);
        } catch (RuntimeException e) {
            redis.close();
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
        endOrphan();
        if (!RedisProbe.isFree(port)) {
            int other = RedisProbe.freePort();
            log.warn("port {} is used by another program now; the embedded Redis moves to {}", port, other);
            port = other;
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

    /** A server of this directory that outlived its owner: two would write the same file. */
    private void endOrphan() throws InterruptedException {
        RedisProbe probe = new RedisProbe(password);
        Optional<ProcessHandle> orphan = files.pid().flatMap(ProcessHandle::of).filter(this::isOurs);
        if (orphan.isPresent()) {
            orphan.get().destroy();
        } else {
            probe.shutDown(port);
        }
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (orphan.filter(ProcessHandle::isAlive).isPresent() || isRunning(probe.ask(port))) {
            if (System.nanoTime() > deadline) {
                orphan.ifPresent(ProcessHandle::destroyForcibly);
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static boolean isRunning(RedisProbe.Answer answer) {
        return answer == RedisProbe.Answer.READY || answer == RedisProbe.Answer.LOADING;
    }

    private boolean isOurs(ProcessHandle handle) {
        return handle.info()
                .command()
                .filter(command -> command.startsWith(files.file("redis-server").toString()))
                .isPresent();
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
                RedisProcess running = process;
                if (running != null) {
                    int code = running.awaitEnd();
                    log.warn("the embedded Redis on port {} ended (exit code {}); it is started again", port, code);
                    revive();
                } else if (acquired()) {
                    log.info("the owner of the embedded Redis on port {} has ended; this instance runs it now", port);
                    revive();
                } else {
                    Thread.sleep(WATCH_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            log.trace("the embedded Redis is no longer watched", e);
        }
    }

    private void revive() throws InterruptedException {
        for (long pause = POLL_MILLIS; !closing; pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS)) {
            Thread.sleep(pause);
            try {
                endOrphan();
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
            supervisor.join(Duration.ofSeconds(TimeUnit.MINUTES.toSeconds(1)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Optional.ofNullable(process).ifPresent(RedisProcess::end);
        Optional.ofNullable(lock).ifPresent(RedisLock::close);
    }
}
