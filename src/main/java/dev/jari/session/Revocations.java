package dev.jari.session;

import dev.jari.bus.Bus;
import dev.jari.token.AccessToken;
import dev.jari.token.AuthSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * What was revoked lately, in this instance's memory: ended sessions, and people whose epoch was raised, each until no access token
 * made before can be in its time. Other instances' words come over the bus, at once but perhaps never; {@link RevocationSync} reads the
 * same from SQL several times a second. When that has not worked for two seconds, memory is not fresh and decides nothing.
 */
@Component
class Revocations {
    private static final String TOPIC = "revocations";
    private static final Duration[] LAGS = {
        Duration.ofMillis(50), Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(2)
    };
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** More than this in a quarter of an hour is an attack or a mistake; the strict check costs time then, not memory. */
    private static final int MAX = 200_000;

    private final Map<String, Revocation> ended = new ConcurrentHashMap<>();
    private final Map<String, Revocation> raised = new ConcurrentHashMap<>();
    private final Bus bus;
    private final ObjectProvider<RevocationListener> listeners;
    private final Clock clock;
    private final long keptMillis;
    private final Timer busLag;
    private final Timer sqlLag;
    private volatile long freshUntil = System.nanoTime();

    Revocations(
            Bus bus,
            ObjectProvider<RevocationListener> listeners,
            AuthSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.bus = bus;
        this.listeners = listeners;
        this.clock = clock;
        keptMillis = settings.longestAccess().toMillis();
        busLag = lag(meters, "bus");
        sqlLag = lag(meters, "sql");
        Gauge.builder("jari.revocations", () -> ended.size() + raised.size()).register(meters);
        TimeGauge.builder("jari.revocations.age", this::ageNanos, TimeUnit.NANOSECONDS)
                .description("Since what was revoked was last read from SQL")
                .register(meters);
        bus.subscribe(TOPIC, this::heard);
    }

    private static Timer lag(MeterRegistry meters, String source) {
        return Timer.builder("jari.revocation.lag")
                .description("From a revocation until this instance knows of it")
                .tag("source", source)
                .serviceLevelObjectives(LAGS)
                .register(meters);
    }

    /** The end of a session, or ({@code sessionId} "") of all that a person's tokens of an older epoch allow. */
    record Revocation(String userId, String sessionId, long epoch, long at) {
        static Revocation ofSession(String userId, String sessionId, long at) {
            return new Revocation(userId, sessionId, 0, at);
        }

        static Revocation ofTokensBefore(String userId, long epoch, long at) {
            return new Revocation(userId, "", epoch, at);
        }

        boolean isOfSession() {
            return !sessionId.isEmpty();
        }
    }

    /** Whether what is not in memory was not revoked. */
    boolean isFresh() {
        return System.nanoTime() - freshUntil < 0 && ended.size() + raised.size() < MAX;
    }

    private long ageNanos() {
        return System.nanoTime() - freshUntil + FRESH_NANOS;
    }

    boolean allows(AccessToken token) {
        if (ended.containsKey(token.caller().sessionId())) {
            return false;
        }
        Revocation raise = raised.get(token.caller().userId());
        return raise == null || raise.epoch() <= token.epoch();
    }

    /** Holds here from now on, and on the other instances as soon as the bus has carried it. */
    void publish(List<Revocation> revocations) {
        for (Revocation revocation : revocations) {
            add(revocation);
            bus.publish(
                    TOPIC,
                    String.join(
                            " ",
                            revocation.userId(),
                            Long.toString(revocation.epoch()),
                            Long.toString(revocation.at()),
                            revocation.sessionId()));
        }
    }

    private void heard(String message) {
        String[] words = message.split(" ", 4);
        learn(new Revocation(words[0], words[3], Long.parseLong(words[1]), Long.parseLong(words[2])), busLag);
    }

    /** All that SQL had at {@code asOfNanos} ({@link System#nanoTime}) is in memory then. */
    void read(List<Revocation> revocations, long asOfNanos) {
        revocations.forEach(revocation -> learn(revocation, sqlLag));
        freshUntil = asOfNanos + FRESH_NANOS;
    }

    private void learn(Revocation revocation, Timer lag) {
        if (add(revocation)) {
            lag.record(Math.max(0, clock.millis() - revocation.at()), TimeUnit.MILLISECONDS);
        }
    }

    /** False if it was known, or less than what was. */
    private boolean add(Revocation revocation) {
        boolean added = revocation.isOfSession()
                ? ended.putIfAbsent(revocation.sessionId(), revocation) == null
                : raise(revocation);
        if (added) {
            listeners.forEach(listener -> listener.revoked(revocation.userId()));
        }
        return added;
    }

    private boolean raise(Revocation revocation) {
        Revocation known = raised.get(revocation.userId());
        if (known != null && known.epoch() >= revocation.epoch()) {
            return false;
        }
        raised.merge(revocation.userId(), revocation, (one, other) -> one.epoch() >= other.epoch() ? one : other);
        return true;
    }

    void forgetOld() {
        long oldest = clock.millis() - keptMillis;
        ended.values().removeIf(revocation -> revocation.at() < oldest);
        raised.values().removeIf(revocation -> revocation.at() < oldest);
    }
}
