package dev.jari.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who runs the Redis of a data directory. The system gives the lock back when its holder ends, however it ends. */
final class RedisLock implements AutoCloseable {
    // Static because the system's lock is the whole process's: a second context here that opened and closed the file
    // would
    // silently drop the first one's lock.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private RedisLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Empty while another instance, in this process or another, holds it. */
    static Optional<RedisLock> tryAcquire(Path file) {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        Optional<RedisLock> lock = Optional.empty();
        try {
            lock = lock(file);
        } finally {
            if (lock.isEmpty()) {
                HELD.remove(file);
            }
        }
        return lock;
    }

    private static Optional<RedisLock> lock(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new RedisLock(file, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (ClosedByInterruptException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnableToStart(
                    "The lock of the embedded Redis, %s, cannot be used: %s".formatted(file, e),
                    "Give the directory to this user, or let jari.data-dir name another one.");
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(file);
        }
    }
}
