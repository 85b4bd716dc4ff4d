package dev.jari.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Each minute a line in {@code performance.log}: what one wants to know of an hour for which there was no Prometheus. */
@Component
class Figures {
    private static final Logger log = LoggerFactory.getLogger("jari.performance");
    private static final long MIB = 1 << 20;

    private final MeterRegistry meters;
    private long requests;
    private double requestMillis;

    Figures(MeterRegistry meters) {
        this.meters = meters;
    }

    @Scheduled(initialDelay = 60, fixedRate = 60, timeUnit = TimeUnit.SECONDS)
    void write() {
        if (!log.isInfoEnabled()) {
            return;
        }
        Collection<Timer> timers = meters.find("http.server.requests").timers();
        long count = timers.stream().mapToLong(Timer::count).sum();
        double millis = timers.stream()
                .mapToDouble(timer -> timer.totalTime(TimeUnit.MILLISECONDS))
                .sum();
        Runtime runtime = Runtime.getRuntime();
        log.atInfo()
                .addKeyValue("requests", count - requests)
                .addKeyValue("meanMillis", Math.round((millis - requestMillis) / Math.max(1, count - requests)))
                .addKeyValue("heapMiB", (runtime.totalMemory() - runtime.freeMemory()) / MIB)
                .addKeyValue("residentMiB", sum("jari.memory.resident") / MIB)
                .addKeyValue("connectionsActive", sum("hikaricp.connections.active"))
                .addKeyValue("connectionsPending", sum("hikaricp.connections.pending"))
                .addKeyValue("sockets", sum("jari.live.sockets"))
                .addKeyValue("passwordsQueued", passwordsQueued())
                .addKeyValue("redisUp", sum("jari.redis.up"))
                .log("{} requests in the last minute", count - requests);
        requests = count;
        requestMillis = millis;
    }

    private long sum(String gauge) {
        return Math.round(
                meters.find(gauge).gauges().stream().mapToDouble(Gauge::value).sum());
    }

    private long passwordsQueued() {
        Gauge queued = meters.find("executor.queued").tag("name", "passwords").gauge();
        return queued == null ? 0 : Math.round(queued.value());
    }
}
