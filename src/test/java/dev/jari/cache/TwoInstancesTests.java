package dev.jari.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.bus.Bus;
import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisWire;
import dev.jari.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Nobody is shown less than they have changed, whatever becomes of the bus and of Redis. */
@ParameterizedClass
@EachEngine
class TwoInstancesTests {
    private final App here;
    private final RedisWire wire;
    private final App there;
    private final Shop shop;
    private final Api owner;
    private final Api other;

    /** {@code there} reaches Redis by a wire. */
    TwoInstancesTests(Engine engine) {
        here = App.start(engine);
        wire = RedisWire.to(here);
        there = here.another(wire.properties());
        shop = Shop.open(here.api());
        owner = shop.owner;
        other = here.api().registered("other");
    }

    @AfterEach
    void stop() {
        wire.signal("CONT");
        there.close();
        wire.close();
        here.close();
    }

    private double count(App app, String cache, String outcome) {
        return app.bean(MeterRegistry.class)
                .counter("jari.cache", "cache", cache, "outcome", outcome)
                .count();
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it did not happen within 20 s").isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    private String name(Api reader, App at) {
        return reader.at(at).get(shop.path("")).expect(200).text("name");
    }

    private void rename(App at, String name) {
        owner.at(at).patch(shop.path(""), Map.of("name", name)).expect(200);
    }

    /** Everything a person can change and read through a cache: written at one instance, read at the other. */
    private void writeAndRead(App at, App elsewhere, int round) {
        String word = "W" + round;
        rename(at, word);
        assertThat(name(owner, elsewhere)).isEqualTo(word);
        owner.at(at).patch("/api/auth/me", Map.of("name", word)).expect(200);
        assertThat(owner.at(elsewhere).get("/api/auth/me").text("name")).isEqualTo(word);
        owner.at(at).post("/api/posts", Map.of("title", word, "body", word)).expect(201);
        assertThat(owner.at(elsewhere).get("/api/posts?limit=1").text("items/0/title"))
                .isEqualTo(word);
        String exception = owner.at(at)
                .post(
                        shop.path("/exceptions"),
                        Map.of(
                                "date",
                                LocalDate.now(Shop.ZONE).plusDays(30).toString(),
                                "kind",
                                "CLOSED",
                                "reason",
                                word))
                .expect(201)
                .text("id");
        assertThat(owner.at(elsewhere).get(shop.path("/exceptions")).body()).contains(exception);
        owner.at(at).delete(shop.path("/exceptions/" + exception)).expect(204);
        assertThat(owner.at(elsewhere).get(shop.path("/exceptions")).body()).doesNotContain(exception);
    }

    /** Others keep the copies of both instances warm. */
    private void warm() {
        for (App app : new App[] {here, there}) {
            name(other, app);
            other.at(app).get("/api/posts?limit=1").expect(200);
            app.api().get(shop.path("/exceptions")).expect(200);
        }
    }

    @Test
    void readsOneselfThoughTheBusIsDead() {
        here.bean(Bus.class).stop();
        there.bean(Bus.class).stop();
        for (int round = 0; round < 20; round++) {
            warm();
            writeAndRead(here, there, 2 * round);
            warm();
            writeAndRead(there, here, 2 * round + 1);
        }
        assertThat(count(there, "posts", "near")).isPositive();
        assertThat(count(there, "posts", "bypass")).isPositive();
    }

    @Test
    void tellsOthersOverTheBus() {
        warm();
        rename(here, "Told");
        Instant start = Instant.now();
        await(() -> name(other, there).equals("Told"));
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void isRightThoughTheWriterHasLostRedis() {
        warm();
        wire.cut();
        for (int round = 0; round < 5; round++) {
            warm();
            writeAndRead(there, here, round);
            // Redis works here, and was never told: still nobody at all is shown the copy it has.
            assertThat(name(other, here)).isEqualTo("W" + round);
        }
        wire.mend();
        await(() -> there.api().get("/api/businesses?limit=1").status() == 200
                && owner.at(there)
                                .post("/api/posts", Map.of("title", "back", "body", "b"))
                                .status()
                        == 201);
        assertThat(name(other, here)).isEqualTo("W4");
        assertThat(name(other, there)).isEqualTo("W4");
    }

    @Test
    void isRightThoughTheReaderHasLostRedis() {
        warm();
        wire.cut();
        for (int round = 0; round < 5; round++) {
            writeAndRead(here, there, round);
        }
    }

    @Test
    void waitsForAHangingRedisOnlyAFewTimes() {
        warm();
        wire.signal("STOP");
        Instant start = Instant.now();
        for (int round = 0; round < 30; round++) {
            other.at(there).get("/api/posts?limit=1").expect(200);
            name(other, there);
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(10));
        writeAndRead(there, here, 1);
        wire.signal("CONT");
        writeAndRead(here, there, 2);
    }

    @Test
    void forgetsWhatRedisHasWhenItWasAway() {
        assertThat(name(other, there)).isEqualTo("자리 테스트");
        long generation = there.bean(Generation.class).current();
        wire.cut();
        await(() -> there.bean(Generation.class).current() > generation);
        wire.mend();
        assertThat(name(other, there)).isEqualTo("자리 테스트");
    }
}
