package dev.jari.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Keeps the number of series small: each label multiplies them, and what nobody looks at is memory here and in Prometheus. SeriesTests
 * has the budget.
 */
@Component
class Series implements MeterFilter {
    /** The same again under another name, or of a kind that says nothing with virtual threads. */
    private static final Set<String> UNWANTED = Set.of("jetty.threads", "jdbc.connections", "jetty.connections.bytes");

    private static final Map<String, Set<String>> LABELS = Map.of(
            "http.server.requests", Set.of("method", "status", "uri"),
            // A Cluster's nodes come and go, and each would bring series of its own.
            "lettuce", Set.of("db.operation", "error"),
            "tasks.scheduled.execution", Set.of("code.function", "code.namespace", "outcome"),
            "jetty.connections", Set.of());

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return UNWANTED.stream().anyMatch(id.getName()::startsWith) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        for (var labels : LABELS.entrySet()) {
            if (id.getName().startsWith(labels.getKey())) {
                List<Tag> kept = id.getTags().stream()
                        .filter(tag -> labels.getValue().contains(tag.getKey()))
                        .toList();
                return id.replaceTags(kept);
            }
        }
        return id;
    }
}
