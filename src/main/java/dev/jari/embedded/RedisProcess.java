package dev.jari.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One redis-server as a child of this process that cannot outlive it. */
final class RedisProcess {
    /**
     * Standard input is a pipe from the JVM, which the system closes when the JVM ends, even by kill -9; then Redis gets a
     * SIGTERM, on which it writes its file, and ten seconds. ($0 is the server, $1 its configuration.)
     */
    private static final String ENDS_WITH_ITS_PARENT = """
            umask 077
            exec 3<&0
            "$0" "$1" </dev/null 3<&- &
            redis=$!
            (
              read -r end <&3
              kill -TERM $redis
              n=0
              while [ $n -lt 10 ] && kill -0 $redis; do sleep 1; n=$((n + 1)); done
              kill -KILL $redis
            ) 2>/dev/null &
            watch=$!
            wait $redis
            code=$?
            kill $watch
            exit $code
            """;

    private static final Duration END = Duration.ofSeconds(12);
    private static final long POLL_MILLIS = 20;

    private final Process process;

    private RedisProcess(Process process) {
        this.process = process;
    }

    static RedisProcess launch(Path server, Path configuration, Path log) {
        List<String> command = new ArrayList<>(ownSession());
        command.addAll(List.of("/bin/sh", "-c", ENDS_WITH_ITS_PARENT, server.toString(), configuration.toString()));
        try {
            return new RedisProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new UnableToStart(
                    "The embedded Redis cannot be started: " + e.getMessage(),
                    "It needs /bin/sh. Or set spring.data.redis.host and spring.data.redis.port to a Redis of your own.");
        }
    }

    /** Ctrl-C goes to every process of the terminal's group: in its own session, Redis is there until the application is done. */
    private static List<String> ownSession() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .limit(1)
                .toList();
    }

    /** Ends a server of this directory that outlived its owner: two would write the same file. */
    static void endOrphan(RedisFiles files, RedisProbe probe, int port) throws InterruptedException {
        Optional<ProcessHandle> orphan = files.pid().flatMap(ProcessHandle::of);
        if (isRunning(orphan, files)) {
            orphan.ifPresent(ProcessHandle::destroy);
        } else {
            probe.shutDown(port);
        }
        long deadline = System.nanoTime() + END.toNanos();
        while (isRunning(orphan, files) || probe.ask(port).isOurs()) {
            if (System.nanoTime() > deadline) {
                throw new UnableToStart(
                        "An earlier Redis of %s does not end.".formatted(files.directory()),
                        "End the redis-server that runs from that directory (its number is in redis.pid).");
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    /** The number in a pid file may be another program's by now, and a dead one that nobody waits for has no program. */
    private static boolean isRunning(Optional<ProcessHandle> orphan, RedisFiles files) {
        return orphan.filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().command())
                .filter(program -> program.startsWith(files.directory() + "/"))
                .isPresent();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    void end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
