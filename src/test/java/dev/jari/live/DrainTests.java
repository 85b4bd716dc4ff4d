package dev.jari.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.testing.Stomp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** An instance that comes takes in no herd, and one that goes does not make one. */
class DrainTests {
    @Test
    void whoGoesSendsItsSocketsAwayInGroups() {
        App app = App.startWith(Numbers.class, Engine.SQLITE, "jari.live.drain=2s");
        List<Stomp> sockets = new ArrayList<>();
        // Twenty groups, for which it takes its two seconds.
        for (int i = 0; i < 100; i++) {
            sockets.add(Stomp.anonymous(app));
        }
        Stomp told = Stomp.as(app, LiveSignInTests.register(app).text("accessToken"));
        told.subscribe("l", "/user/queue/live");
        Api health = new Api("http://127.0.0.1:" + app.managementPort());
        health.get("/actuator/health/readiness").expect(200);
        long start = System.nanoTime();
        CompletableFuture<Void> closing = close(app);
        assertEquals("restart", told.expect("MESSAGE").json().get("type").asString());
        assertEquals(503, health.get("/actuator/health/readiness").status());
        assertEquals(503, LiveSignInTests.refusal(() -> Stomp.open(app)));
        for (Stomp socket : sockets) {
            socket.expectClosed(1012);
        }
        told.expectClosed(1012);
        long last = sockets.stream().mapToLong(Stomp::closedAt).max().orElseThrow();
        assertThat(Duration.ofNanos(last - start)).isBetween(Duration.ofMillis(500), Duration.ofSeconds(5));
        closing.join();
        sockets.forEach(Stomp::close);
    }

    /** On a thread of its own: the client needs the common pool, which has one on two processors. */
    private static CompletableFuture<Void> close(App app) {
        return CompletableFuture.runAsync(app::close, Thread::startVirtualThread);
    }

    @Test
    void threeHundredGoOverSecondsAndNoneIsLost() {
        App app = App.startWith(Numbers.class, Engine.SQLITE);
        List<Stomp> sockets = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Stomp stomp = Stomp.anonymous(app);
            stomp.subscribe("a", "/topic/open.all");
            sockets.add(stomp);
        }
        Hub hub = app.bean(Hub.class);
        hub.publish("open", "all", Numbers.event(1));
        CompletableFuture<Void> closing = close(app);
        long start = System.nanoTime();
        sockets.forEach(socket ->
                assertEquals(1, socket.expect("MESSAGE").json().get("seq").asInt()));
        sockets.forEach(socket -> socket.expectClosed(1012));
        long[] bySecond = new long[9];
        sockets.forEach(socket -> bySecond[(int) ((socket.closedAt() - start) / 1_000_000_000)]++);
        assertThat(bySecond[8]).as("all within 8 s").isZero();
        for (int second = 0; second < 5; second++) {
            assertThat(bySecond[second]).as("in second " + second).isBetween(10L, 100L);
        }
        closing.join();
    }

    @Test
    void whoComesAdmitsSoManyASecond() {
        try (App app = App.startWith(
                Numbers.class, Engine.SQLITE, "jari.live.admissions-per-second=2", "jari.live.max-sockets=8")) {
            int refused = 0;
            List<Stomp> open = new ArrayList<>();
            for (int i = 0; i < 40 && open.size() < 8; i++) {
                try {
                    open.add(Stomp.open(app));
                } catch (CompletionException e) {
                    refused++;
                    pause();
                }
            }
            assertEquals(8, open.size());
            assertTrue(refused > 0);
            pause();
            pause();
            assertThrows(CompletionException.class, () -> Stomp.open(app));
            open.forEach(Stomp::close);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoSendsTooMuchIsToldAndThenClosed() {
        try (App app = App.startWith(
                Numbers.class, Engine.SQLITE, "jari.rate-limit.enabled=true", "jari.rate-limit.api-per-minute=10")) {
            try (Stomp stomp = Stomp.as(app, LiveSignInTests.register(app).text("accessToken"))) {
                stomp.subscribe("q", "/user/queue/acks");
                for (int i = 0; i < 10; i++) {
                    stomp.send("SEND", "{\"clientMessageId\":\"" + i + "\"}", "destination:/app/echo");
                    assertEquals(
                            i + "",
                            stomp.expect("MESSAGE")
                                    .json()
                                    .get("clientMessageId")
                                    .asString());
                }
                stomp.send("SEND", "{\"clientMessageId\":\"x\"}", "destination:/app/echo");
                assertEquals(
                        "rate_limited",
                        stomp.expect("MESSAGE").json().get("code").asString());
                for (int i = 0; i < 30 && !stomp.isClosed(); i++) {
                    stomp.send("SEND", "{\"clientMessageId\":\"x\"}", "destination:/app/echo");
                }
                stomp.expectClosed(4029);
            }
        }
    }
}
