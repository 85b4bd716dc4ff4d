package dev.jari.admin;

import dev.jari.bus.Bus;
import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** How the whole is doing, as the instance that is asked knows it: from SQL, Redis and its own meters. */
@Service
class SystemState {
    private final Instances instances;
    private final SystemStore store;
    private final Redis redis;
    private final Bus bus;
    private final MeterRegistry meters;
    private final Clock clock;

    SystemState(Instances instances, SystemStore store, Redis redis, Bus bus, MeterRegistry meters, Clock clock) {
        this.instances = instances;
        this.store = store;
        this.redis = redis;
        this.bus = bus;
        this.meters = meters;
        this.clock = clock;
    }

    @Schema(name = "SystemState")
    record State(
            List<Instances.Instance> instances,
            ProcessState process,
            Database database,
            RedisState redis,
            BusState bus,
            Outbox outbox,
            Books books,
            Revocations revocations,
            List<SigningKey> keys) {}

    /** Of the instance that answers. */
    @Schema(name = "ProcessState")
    record ProcessState(
            @Schema(example = "10800") long uptimeSeconds,
            @Schema(example = "64000000") long heapUsed,
            @Schema(example = "117000000") long heapMax,

            @Schema(example = "212", description = "Live connections: sockets and event streams")
            long connections) {}

    @Schema(name = "DatabaseState")
    record Database(
            @Schema(example = "SQLite") String engine,
            @Schema(example = "3.50.3") String version,
            @Schema(example = "52428800") long bytes,

            @Schema(example = "13", description = "The last migration")
            String migration) {}

    /** Of one node, where there are several; all but {@code up} are absent while it is away. */
    @Schema(name = "RedisState")
    record RedisState(
            boolean up,
            @Schema(example = "6.2.7") @Nullable String version,
            @Schema(example = "standalone") @Nullable String mode,
            @Schema(example = "4718592") @Nullable Long bytes,

            @Schema(example = "67108864", description = "0: no limit") @Nullable
            Long maxBytes,

            @Schema(example = "0", description = "Commands and connections lost since this instance started")
            long outages) {}

    /** {@code ill}: words between instances may be lost at the moment. */
    @Schema(name = "BusState")
    record BusState(
            boolean ill,
            @Schema(example = "2") long lagMillis,
            @Schema(example = "0") long misses) {}

    /** What waits to be sent; {@code lateSeconds}: for how long the oldest notification could have been. */
    @Schema(name = "OutboxState")
    record Outbox(
            @Schema(example = "3") long notifications,
            @Schema(example = "0") long mails,
            @Schema(example = "0") long lateSeconds) {}

    /** Of the last check, which each instance makes every five minutes; both have to be 0. */
    @Schema(name = "BooksState")
    record Books(
            @Schema(example = "0") long overbookedCells,
            @Schema(example = "0") long cellDrift) {}

    /** The longest it took lately until this instance knew of a revocation, by way. */
    @Schema(name = "RevocationState")
    record Revocations(
            @Schema(example = "4") long busLagMillis,
            @Schema(example = "180") long sqlLagMillis) {}

    @Schema(name = "SigningKeyState")
    record SigningKey(
            @Schema(example = "es256-3") String id,
            @Schema(example = "ES256") String kind,
            Use use,
            @Schema(example = "2026-11-01T00:00:00Z") Instant createdAt) {
        enum Use {
            NEXT,
            SIGNS,
            VERIFIES
        }
    }

    State now() {
        long now = clock.millis();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new State(
                instances.all(),
                new ProcessState(
                        ManagementFactory.getRuntimeMXBean().getUptime() / 1_000,
                        heap.getUsed(),
                        heap.getMax(),
                        gauge("jari.live.sockets") + gauge("jari.live.streams")),
                store.database(),
                redis(),
                new BusState(bus.isIll(), longest("jari.bus.lag"), misses()),
                store.outbox(now, gauge("jari.mail.waiting")),
                new Books(gauge("jari.overbooked.cells"), gauge("jari.cell.drift")),
                new Revocations(
                        longest("jari.revocation.lag", "source", "bus"),
                        longest("jari.revocation.lag", "source", "sql")),
                store.keys(now));
    }

    private RedisState redis() {
        try {
            Map<String, String> info = redis.await(redis.send(r -> r.info()))
                    .lines()
                    .filter(line -> line.indexOf(':') > 0)
                    .map(line -> line.split(":", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (one, other) -> one));
            Function<String, Long> number = name -> Long.valueOf(info.getOrDefault(name, "0"));
            return new RedisState(
                    true,
                    info.get("redis_version"),
                    info.get("redis_mode"),
                    number.apply("used_memory"),
                    number.apply("maxmemory"),
                    redis.outages());
        } catch (RedisDown e) {
            return new RedisState(false, null, null, null, null, redis.outages());
        }
    }

    private long gauge(String name) {
        Gauge gauge = meters.find(name).gauge();
        return gauge == null ? 0 : (long) gauge.value();
    }

    private long longest(String name, String... tags) {
        Timer timer = meters.find(name).tags(tags).timer();
        return timer == null ? 0 : Math.round(timer.max(TimeUnit.MILLISECONDS));
    }

    private long misses() {
        return (long) meters.counter("jari.bus.misses").count();
    }
}
