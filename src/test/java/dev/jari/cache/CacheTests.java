package dev.jari.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.redis.Redis;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.Engine;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/** What a cache keeps, and what it must not. */
class CacheTests {
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final App app = App.on(Engine.SQLITE);
    private final Caches caches = app.bean(Caches.class);
    private final Kind kind = new Kind("test" + NAMES.incrementAndGet(), Duration.ofMinutes(1), 2, 2, 1_000);
    private final Cache<String> cache = caches.cache(kind, new TypeReference<>() {});
    /** As another instance would have it, with the same Redis and nothing near. */
    private final Cache<String> elsewhere = new Cache<>(
            kind,
            caches(),
            text -> Redis.bytes("\"" + text + "\""),
            bytes -> java.util.Optional.of(Redis.text(bytes).replace("\"", "")),
            text -> 0);

    private Caches caches() {
        return new Caches(
                new Near(new CacheSettings(true, 1024)),
                app.bean(Copies.class),
                app.bean(RecentChanges.class),
                app.bean(Generation.class),
                app.bean(Acknowledgement.class),
                app.bean(dev.jari.bus.Bus.class),
                new CacheSettings(true, 1024),
                app.bean(io.micrometer.core.instrument.MeterRegistry.class));
    }

    @BeforeEach
    void copiesAreInUse() {
        awaitUse(app);
    }

    /** For ten seconds after Redis was away nobody uses any, and another test may have taken it away. */
    static void awaitUse(App app) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (app.bean(Caches.class).usable() < 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static String fails() {
        throw new AssertionError("a copy was expected");
    }

    @Test
    void readsOnceAndThenFromCopies() {
        assertThat(cache.get("g", "k", () -> "one")).isEqualTo("one");
        assertThat(cache.get("g", "k", CacheTests::fails)).isEqualTo("one");
        LockSupport.parkNanos(100_000_000);
        assertThat(elsewhere.get("g", "k", CacheTests::fails)).isEqualTo("one");
        caches.changed(kind, "g");
        assertThat(cache.get("g", "k", () -> "two")).isEqualTo("two");
    }

    @Test
    void keepsNothingThatWasReadBeforeAChange() throws Exception {
        CountDownLatch reading = new CountDownLatch(2);
        CountDownLatch changed = new CountDownLatch(1);
        Supplier<String> old = () -> {
            reading.countDown();
            awaitUninterruptibly(changed);
            return "old";
        };
        var slow = CompletableFuture.supplyAsync(() -> elsewhere.get("g", "k", old), Thread::startVirtualThread);
        var near = CompletableFuture.supplyAsync(() -> cache.get("g", "k", old), Thread::startVirtualThread);
        reading.await();
        LockSupport.parkNanos(100_000_000);
        caches.changed(kind, "g");
        LockSupport.parkNanos(100_000_000);
        changed.countDown();
        assertThat(slow.get()).isEqualTo("old");
        assertThat(near.get()).isEqualTo("old");
        LockSupport.parkNanos(100_000_000);
        assertThat(cache.get("g", "k", () -> "new")).isEqualTo("new");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void asksOnceForACrowd() {
        AtomicInteger asked = new AtomicInteger();
        var answers = Crowd.of(
                40,
                i -> () -> cache.get("g", "k", () -> {
                    LockSupport.parkNanos(200_000_000);
                    return "it " + asked.incrementAndGet();
                }));
        assertThat(answers).containsOnly("it 1");
    }

    @Test
    void isBoundedInRedis() {
        for (int i = 0; i < 100; i++) {
            String key = "k" + i;
            cache.get("group" + i, key, () -> key);
            assertThat(cache.get("group" + i, key, CacheTests::fails)).isEqualTo(key);
        }
        assertThat(cache.get("group1", "big", () -> "x".repeat(2_000))).hasSize(2_000);
        Redis redis = app.bean(Redis.class);
        LockSupport.parkNanos(100_000_000);
        List<byte[]> keys = redis.await(redis.send(r -> r.keys("cache:" + kind.name() + ":*")));
        assertThat(keys).hasSize(2);
        for (byte[] key : keys) {
            long fields = redis.await(redis.send(r -> r.hlen(key)));
            long life = redis.await(redis.send(r -> r.pttl(key)));
            List<byte[]> values = redis.await(redis.send(r -> r.hvals(key)));
            assertThat(fields).isLessThanOrEqualTo(4);
            assertThat(life).isBetween(1L, 60_000L);
            assertThat(values).allMatch(value -> value.length < 1_100);
        }
    }

    @Test
    void leavesNoCopyFromWithinATransaction() {
        TransactionTemplate transaction = new TransactionTemplate(app.bean(PlatformTransactionManager.class));
        assertThat(transaction.<String>execute(status -> cache.get("g", "k", () -> "uncommitted")))
                .isEqualTo("uncommitted");
        assertThat(cache.get("g", "k", () -> "committed")).isEqualTo("committed");
    }

    @Test
    void forgetsAfterTheCommitOnly() {
        cache.get("g", "k", () -> "before");
        TransactionTemplate transaction = new TransactionTemplate(app.bean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            caches.changed(kind, "g");
            status.setRollbackOnly();
        });
        assertThat(cache.get("g", "k", CacheTests::fails)).isEqualTo("before");
        transaction.executeWithoutResult(status -> {
            caches.changed(kind, "g");
            assertThat(cache.get("g", "k", CacheTests::fails)).isEqualTo("before");
        });
        assertThat(cache.get("g", "k", () -> "after")).isEqualTo("after");
    }
}
