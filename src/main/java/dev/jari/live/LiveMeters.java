package dev.jari.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** How many are connected, what they hear, and why they leave. */
@Component
public class LiveMeters {
    private final AtomicInteger sockets;
    private final AtomicInteger streams;
    private final AtomicInteger subscriptions;
    private final Counter deliveries;
    private final Counter resyncs;
    private final Map<Closing, Counter> closed = new EnumMap<>(Closing.class);

    LiveMeters(MeterRegistry meters) {
        sockets = gauge(meters, "jari.live.sockets");
        streams = gauge(meters, "jari.live.streams");
        subscriptions = gauge(meters, "jari.live.subscriptions");
        deliveries = meters.counter("jari.live.deliveries");
        resyncs = meters.counter("jari.live.resyncs");
        for (Closing closing : Closing.values()) {
            closed.put(closing, meters.counter("jari.live.closed", "code", String.valueOf(closing.code())));
        }
    }

    private static AtomicInteger gauge(MeterRegistry meters, String name) {
        AtomicInteger value = new AtomicInteger();
        meters.gauge(name, value);
        return value;
    }

    public AtomicInteger sockets() {
        return sockets;
    }

    public AtomicInteger streams() {
        return streams;
    }

    AtomicInteger subscriptions() {
        return subscriptions;
    }

    Counter deliveries() {
        return deliveries;
    }

    Counter resyncs() {
        return resyncs;
    }

    void closed(Closing closing) {
        Objects.requireNonNull(closed.get(closing)).increment();
    }
}
