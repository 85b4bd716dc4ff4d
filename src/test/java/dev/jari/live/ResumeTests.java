package dev.jari.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.testing.Stomp;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbered events come ascending and without a gap, whatever happened between two connections or on the way. */
class ResumeTests {
    private static App app;
    private static Hub hub;
    private static Numbers numbers;
    private static String token;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        app = App.startWith(Numbers.class, Engine.SQLITE);
        hub = app.bean(Hub.class);
        numbers = app.bean(Numbers.class);
        token = LiveSignInTests.register(app).text("accessToken");
    }

    @BeforeEach
    void quick() {
        numbers.readMillis = 0;
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private void say() {
        hub.publish("numbers", key, numbers.store(key));
    }

    private static void expect(Stomp stomp, long from, long to) {
        for (long number = from; number <= to; number++) {
            assertEquals(number, stomp.expect("MESSAGE").json().get("seq").asLong());
        }
    }

    @Test
    void withoutSinceOnlyWhatIsNewComes() {
        numbers.store(key, 5);
        try (Stomp stomp = Stomp.as(app, token)) {
            stomp.subscribe("a", "/topic/numbers." + key);
            say();
            say();
            expect(stomp, 6, 7);
            stomp.expectNothing();
        }
    }

    @Test
    void sinceANumberAllThatFollowedComes() {
        numbers.store(key, 450);
        try (Stomp stomp = Stomp.as(app, token)) {
            stomp.subscribe("a", "/topic/numbers." + key, "since:10");
            expect(stomp, 11, 450);
            say();
            expect(stomp, 451, 451);
            stomp.subscribe("b", "/topic/numbers." + key, "since:0");
            expect(stomp, 1, 451);
            stomp.expectNothing();
        }
    }

    @Test
    void whatIsPublishedMeanwhileComesAfterwardsAndOnce() {
        numbers.store(key, 900);
        numbers.readMillis = 20;
        try (Stomp stomp = Stomp.as(app, token)) {
            stomp.subscribe("a", "/topic/numbers." + key, "since:0");
            for (int i = 0; i < 100; i++) {
                say();
            }
            expect(stomp, 1, 1000);
            stomp.expectNothing();
        }
    }

    @Test
    void whatWasLostOnTheWayIsRead() {
        try (Stomp stomp = Stomp.as(app, token)) {
            stomp.subscribe("a", "/topic/numbers." + key, "since:0");
            say();
            numbers.store(key, 3);
            say();
            // And what comes twice, or too late, does not come again.
            hub.publish("numbers", key, Numbers.event(2));
            hub.publish("numbers", key, Numbers.event(5));
            say();
            expect(stomp, 1, 6);
            stomp.expectNothing();
        }
    }

    @Test
    void whoIsTooFarBehindReadsAnew() {
        numbers.store(key, 1001);
        try (Stomp stomp = Stomp.as(app, token)) {
            stomp.subscribe("a", "/topic/numbers." + key, "since:0");
            Stomp.Frame resync = stomp.expect("MESSAGE");
            assertEquals("{\"type\":\"resync\",\"head\":1001}", resync.body());
            assertEquals("a", resync.header("subscription"));
            say();
            stomp.expectNothing();
            stomp.subscribe("a", "/topic/numbers." + key, "since:1002");
            say();
            expect(stomp, 1003, 1003);
        }
    }

    @Test
    void whoKnowsMoreThanThereIsReadsAnew() {
        numbers.store(key, 3);
        try (Stomp stomp = Stomp.as(app, token)) {
            stomp.subscribe("a", "/topic/numbers." + key, "since:9");
            assertEquals(
                    "{\"type\":\"resync\",\"head\":3}", stomp.expect("MESSAGE").body());
            stomp.frame("SUBSCRIBE", "id:b", "destination:/topic/numbers." + key, "since:-1");
            stomp.expectError("invalid_since");
        }
    }

    @Test
    void whatIsNotNumberedComesLive() {
        try (Stomp stomp = Stomp.as(app, token)) {
            stomp.subscribe("a", "/topic/numbers." + key, "since:0");
            say();
            hub.publish("numbers", key, Numbers.event(0));
            say();
            assertEquals(1, stomp.expect("MESSAGE").json().get("seq").asLong());
            assertEquals(0, stomp.expect("MESSAGE").json().get("seq").asLong());
            assertEquals(2, stomp.expect("MESSAGE").json().get("seq").asLong());
        }
    }

    @Test
    void aSlowReaderIsCutAndHarmsNobody() {
        try (Stomp slow = Stomp.as(app, token);
                Stomp quick = Stomp.as(app, token)) {
            slow.subscribe("a", "/topic/open." + key);
            quick.subscribe("a", "/topic/open." + key);
            slow.deafen();
            byte[] json = ("\"" + "x".repeat(8 * 1024) + "\"").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            long before = hub.connections().size();
            int sent = 0;
            while (hub.connections().size() == before && sent < 2_000) {
                hub.publish("open", key, new Event(0, json));
                quick.expect("MESSAGE");
                sent++;
            }
            assertTrue(sent < 2_000, "the slow one was cut after " + sent);
            hub.publish("open", key, new Event(0, json));
            quick.expect("MESSAGE");
            slow.listen();
            assertEquals(4008, slow.closeCode(Duration.ofSeconds(4)));
        }
    }
}
