package dev.jari.cache;

import dev.jari.bus.Bus;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.ToIntFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes caches, and makes them forget. */
@Component
public class Caches {
    private static final String TOPIC = "cache";
    private static final String EVERYTHING = "everything";
    private static final byte[] NOT_IN_REDIS = {};

    final Near near;
    final Copies copies;
    final MeterRegistry meters;
    private final RecentChanges recent;
    private final Generation generation;
    private final Acknowledgement acknowledgement;
    private final Bus bus;
    private final CacheSettings settings;
    private final Map<String, Kind> kinds = new ConcurrentSkipListMap<>();

    Caches(
            Near near,
            Copies copies,
            RecentChanges recent,
            Generation generation,
            Acknowledgement acknowledgement,
            Bus bus,
            CacheSettings settings,
            MeterRegistry meters) {
        this.near = near;
        this.copies = copies;
        this.recent = recent;
        this.generation = generation;
        this.acknowledgement = acknowledgement;
        this.bus = bus;
        this.settings = settings;
        this.meters = meters;
        bus.subscribe(TOPIC, this::heard);
    }

    /** A cache of values that Jackson can write and read. */
    public <V> Cache<V> cache(Kind kind, TypeReference<V> type) {
        kinds.put(kind.name(), kind);
        var json = JsonMapper.shared();
        return new Cache<>(
                kind,
                this,
                json::writeValueAsBytes,
                copy -> Optional.ofNullable(json.readValue(copy, type)),
                value -> 0);
    }

    /** A cache of values that stay in this instance's memory; {@code bytes} guesses what one takes there. */
    public <V> Cache<V> near(Kind kind, ToIntFunction<V> bytes) {
        kinds.put(kind.name(), kind);
        return new Cache<>(kind, this, value -> NOT_IN_REDIS, copy -> Optional.empty(), bytes);
    }

    Map<String, Kind> kinds() {
        return Collections.unmodifiableMap(kinds);
    }

    /** No instance keeps near copies, of any cache, made before. */
    void dropNear() {
        near.dropAll();
        bus.publish(TOPIC, EVERYTHING);
    }

    /** The generation of whose copies this request may read; negative: it has to ask SQL. */
    long usable() {
        long current = settings.enabled() ? generation.current() : -1;
        return current < 0 || Acknowledgement.isPending() || recent.isOfCaller() ? -1 : current;
    }

    /**
     * A group is no longer what it was: to be called in the transaction that changes it. Copies are dropped after the commit and before the
     * answer to the request; {@code userIds}, who made the change or whose data it is, read none for a while.
     */
    public void changed(Kind kind, String group, String... userIds) {
        if (!settings.enabled()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            drop(kind, group, userIds);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                drop(kind, group, userIds);
            }
        });
    }

    private void drop(Kind kind, String group, String... userIds) {
        near.changed(kind.name(), group);
        if (kind.isInRedis()) {
            acknowledgement.waitsFor(copies.delete(kind, group));
        }
        List.of(userIds).forEach(userId -> acknowledgement.waitsFor(recent.mark(userId)));
        bus.publish(TOPIC, kind.name() + " " + group);
    }

    private void heard(String word) {
        if (word.equals(EVERYTHING)) {
            near.dropAll();
            return;
        }
        int blank = word.indexOf(' ');
        near.changed(word.substring(0, blank), word.substring(blank + 1));
    }
}
