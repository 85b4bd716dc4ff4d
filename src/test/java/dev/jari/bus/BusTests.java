package dev.jari.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisNodes;
import dev.jari.testing.RedisWire;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;

/** The bus hears again, whatever happened to it, and says so to whoever must repair what was lost. */
class BusTests {

    @TestConfiguration
    static class Listener {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final AtomicInteger repairs = new AtomicInteger();

        Listener(Bus bus) {
            bus.subscribe("test", heard::add);
            bus.afterInterruption(repairs::incrementAndGet);
        }
    }

    @Test
    void aSubscriptionThatDiesSilentlyIsRebuilt() {
        try (App one = App.startWith(Listener.class, Engine.SQLITE);
                RedisWire wire = RedisWire.to(one);
                App two = one.anotherWith(Listener.class, wire.properties())) {
            Listener listener = two.bean(Listener.class);
            expectHeard(one, listener, "before");
            await(() -> !two.bean(Bus.class).isIll());
            int repairs = listener.repairs.get();
            wire.deafen();
            one.bean(Bus.class).publish("test", "lost");
            await(() -> two.bean(Bus.class).isIll());
            new Api("http://127.0.0.1:" + two.managementPort())
                    .get("/actuator/health/readiness")
                    .expect(200);
            await(() -> listener.repairs.get() > repairs);
            expectHeard(one, listener, "after");
            assertFalse(listener.heard.contains("lost"));
            await(() -> !two.bean(Bus.class).isIll());
            MeterRegistry meters = two.bean(MeterRegistry.class);
            assertEquals(1, meters.counter("jari.bus.rebuilds").count());
            assertTrue(meters.counter("jari.bus.misses").count() >= 3);
            assertFalse(one.bean(Bus.class).isIll());
        }
    }

    @Test
    void aConnectionThatBreaksIsNoticedAtOnce() {
        try (App one = App.startWith(Listener.class, Engine.SQLITE);
                RedisWire wire = RedisWire.to(one);
                App two = one.anotherWith(Listener.class, wire.properties())) {
            Listener listener = two.bean(Listener.class);
            expectHeard(one, listener, "before");
            int repairs = listener.repairs.get();
            wire.cut();
            wire.mend();
            await(() -> listener.repairs.get() > repairs);
            expectHeard(one, listener, "after");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster", "sentinel"})
    void hearsAgainAfterANodeDied(String kind) {
        try (RedisNodes redis = kind.equals("cluster") ? RedisNodes.cluster() : RedisNodes.sentinel();
                App one = App.startWith(Listener.class, Engine.SQLITE, redis.properties());
                App two = one.anotherWith(Listener.class, redis.properties())) {
            Listener listener = two.bean(Listener.class);
            expectHeard(one, listener, "before");
            int repairs = listener.repairs.get();
            redis.killMaster();
            redis.killBus();
            await(() -> listener.repairs.get() > repairs);
            expectHeard(one, listener, "after");
            await(() -> !two.bean(Bus.class).isIll());
        }
    }

    /** Said until it is heard: an instance just started may not listen yet. */
    private static void expectHeard(App from, Listener listener, String word) {
        await(() -> {
            from.bean(Bus.class).publish("test", word);
            return listener.heard.contains(word);
        });
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + 40_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within 40 s");
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
