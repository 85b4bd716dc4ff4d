package dev.jari.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import net.javacrumbs.shedlock.support.LockException;
import org.springframework.dao.DataAccessException;

/** The right to run a job, for as long as it is renewed. Only outside of transactions: the lock has its own. */
final class Lease implements AutoCloseable {
    private final Duration length;
    private SimpleLock lock;
    private boolean lost;

    private Lease(SimpleLock lock, Duration length) {
        this.lock = lock;
        this.length = length;
    }

    /** Empty while another instance, or another thread of this one, has it. */
    static Optional<Lease> take(LockProvider locks, Job job, Duration length) {
        try {
            return locks.lock(new LockConfiguration(Instant.now(), job.text(), length, Duration.ZERO))
                    .map(lock -> new Lease(lock, length));
        } catch (LockException e) {
            // A database that does not answer is that here, too: callers know what to do about it.
            throw e.getCause() instanceof DataAccessException cause ? cause : e;
        }
    }

    void renew() {
        Optional<SimpleLock> more = lock.extend(length, Duration.ZERO);
        lost = more.isEmpty();
        lock = more.orElseThrow(
                () -> new IllegalStateException("A chunk took longer than the lease; another instance may go on"));
    }

    @Override
    public void close() {
        if (!lost) {
            lock.unlock();
        }
    }
}
