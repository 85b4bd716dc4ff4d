package dev.jari.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Stomp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;

/** Two instances: who may connect, for how long, and how often. */
@ParameterizedClass
@EachEngine
class LiveSignInTests {
    private static final List<App> RUNNING = new ArrayList<>();
    private static final String[] SETTINGS = {
        "jari.auth.access-life=5s", "jari.live.expiry-grace=1s", "jari.web.allowed-origins=https://friend.example"
    };

    private final App one = RUNNING.getFirst();
    private final App two = RUNNING.getLast();

    LiveSignInTests(Engine engine) {
        assertEquals(2, RUNNING.size(), engine::toString);
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) {
        App first = App.startWith(Numbers.class, engine, SETTINGS);
        RUNNING.addAll(List.of(first, first.anotherWith(Numbers.class, SETTINGS)));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        RUNNING.reversed().forEach(App::close);
        RUNNING.clear();
    }

    static Answer register(App app) {
        return app.api()
                .post(
                        "/api/auth/register",
                        Map.of("email", UUID.randomUUID() + "@example.com", "password", Api.PASSWORD, "name", "Mina"))
                .expect(201);
    }

    private Answer refresh(Answer signedIn) {
        return one.api()
                .post("/api/auth/refresh", Map.of("refreshToken", signedIn.text("refreshToken")))
                .expect(200);
    }

    @Test
    void aSocketEndsSoonAfterItsToken() {
        try (Stomp stomp = Stomp.as(one, register(one).text("accessToken"))) {
            assertEquals(0, stomp.closeCode(Duration.ofSeconds(4)));
        }
        try (Stomp stomp = Stomp.as(one, register(one).text("accessToken"))) {
            stomp.expectClosed(4001);
        }
    }

    @Test
    void aNewTokenOfTheSameSessionKeepsItOpen() throws InterruptedException {
        Answer signedIn = register(one);
        try (Stomp stomp = Stomp.as(two, signedIn.text("accessToken"))) {
            stomp.subscribe("q", "/user/queue/acks");
            stomp.send("SEND", register(one).text("accessToken"), "destination:/app/session");
            stomp.expectError("forbidden");
            stomp.send("SEND", "nonsense", "destination:/app/session");
            stomp.expectError("invalid_token");
            Thread.sleep(3_500);
            String renewed = refresh(signedIn).text("accessToken");
            stomp.send("SEND", "{\"accessToken\":\"" + renewed + "\"}", "destination:/app/session", "receipt:r");
            stomp.expect("RECEIPT");
            Thread.sleep(3_500);
            assertFalse(stomp.isClosed());
            stomp.expectClosed(4001);
        }
    }

    @Test
    void whoIsSignedOutIsClosedEverywhereWithinASecond() {
        Answer signedIn = register(one);
        Answer other = one.api()
                .post("/api/auth/login", Map.of("email", signedIn.text("user/email"), "password", Api.PASSWORD))
                .expect(200);
        try (Stomp here = Stomp.as(one, signedIn.text("accessToken"));
                Stomp there = Stomp.as(two, signedIn.text("accessToken"));
                Stomp spared = Stomp.as(two, other.text("accessToken"))) {
            one.api().as(signedIn.text("accessToken")).post("/api/auth/logout").expect(204);
            assertEquals(4003, here.closeCode(Duration.ofSeconds(1)));
            assertEquals(4003, there.closeCode(Duration.ofSeconds(1)));
            assertEquals(0, spared.closeCode(Duration.ofMillis(300)));
        }
        Answer everywhere = register(one);
        try (Stomp here = Stomp.as(one, everywhere.text("accessToken"));
                Stomp there = Stomp.as(two, everywhere.text("accessToken"))) {
            one.api()
                    .as(everywhere.text("accessToken"))
                    .delete("/api/auth/sessions")
                    .expect(204);
            assertEquals(4003, here.closeCode(Duration.ofSeconds(1)));
            assertEquals(4003, there.closeCode(Duration.ofSeconds(1)));
        }
    }

    @Test
    void aPersonHasEightSocketsOverAllInstances() {
        String token = register(one).text("accessToken");
        List<Stomp> open = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                open.add(Stomp.as(i % 2 == 0 ? one : two, token));
            }
            for (App app : RUNNING) {
                try (Stomp tooMany = Stomp.open(app)) {
                    tooMany.frame("CONNECT", "accept-version:1.2", "Authorization:Bearer " + token);
                    tooMany.expectError("too_many_sockets");
                    tooMany.expectClosed(4029);
                }
            }
            Stomp left = open.removeFirst();
            left.frame("DISCONNECT", "receipt:bye");
            left.expectClosed(1000);
            open.add(Stomp.as(two, token));
        } finally {
            open.forEach(Stomp::close);
        }
    }

    @Test
    void aSocketHasAHundredSubscriptions() {
        try (Stomp stomp = Stomp.as(one, register(one).text("accessToken"))) {
            for (int i = 0; i < 100; i++) {
                stomp.subscribe("s" + i, "/topic/open." + i);
            }
            stomp.frame("SUBSCRIBE", "id:more", "destination:/topic/open.more");
            stomp.expectError("too_many_subscriptions");
            stomp.frame("UNSUBSCRIBE", "id:s0");
            stomp.subscribe("more", "/topic/open.more");
        }
    }

    @Test
    void aBrowserBringsItsCookieFromOurOwnPagesAlone() {
        Answer web = one.api()
                .header("X-Jari-Client", "web")
                .header("Sec-Fetch-Site", "same-origin")
                .post(
                        "/api/auth/register",
                        Map.of("email", UUID.randomUUID() + "@example.com", "password", Api.PASSWORD, "name", "Mina"))
                .expect(201);
        String cookie = web.response().headers().allValues("Set-Cookie").stream()
                .map(line -> line.substring(0, line.indexOf(';')))
                .filter(line -> line.startsWith("jari_at="))
                .findFirst()
                .orElseThrow();
        String own = one.api().base();
        try (Stomp stomp = Stomp.open(one, "Cookie", cookie, "Origin", own)) {
            stomp.frame("CONNECT", "accept-version:1.2");
            stomp.expect("CONNECTED");
            stomp.subscribe("q", "/user/queue/acks");
        }
        for (String foreign : List.of("https://evil.example", "null", own + ".evil.example")) {
            assertEquals(403, refusal(() -> Stomp.open(one, "Cookie", cookie, "Origin", foreign)));
        }
        try (Stomp stomp = Stomp.open(one, "Cookie", cookie, "Origin", "https://friend.example")) {
            stomp.frame("CONNECT", "accept-version:1.2");
            stomp.expect("CONNECTED");
            stomp.frame("SUBSCRIBE", "id:q", "destination:/user/queue/acks");
            stomp.expectError("unauthenticated");
        }
        assertEquals(401, refusal(() -> Stomp.open(one, "Authorization", "Bearer nonsense")));
    }

    /** The status that a handshake is answered with instead. */
    static int refusal(Executable handshake) {
        CompletionException failure = assertThrows(CompletionException.class, handshake);
        var refused = (WebSocketHandshakeException) Objects.requireNonNull(failure.getCause());
        return refused.getResponse().statusCode();
    }

    @Test
    void compressionIsNeverAgreedOn() {
        try (var socket = new java.net.Socket(
                java.net.InetAddress.getLoopbackAddress(),
                URI.create(one.api().base()).getPort())) {
            socket.getOutputStream().write("""
                            GET /ws HTTP/1.1\r
                            Host: x\r
                            Upgrade: websocket\r
                            Connection: Upgrade\r
                            Sec-WebSocket-Version: 13\r
                            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                            Sec-WebSocket-Protocol: v12.stomp\r
                            Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
                            \r
                            """.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[4096];
            String text = new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.US_ASCII);
            assertThat(text).startsWith("HTTP/1.1 101").contains("v12.stomp").doesNotContainIgnoringCase("deflate");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertEquals(426, one.api().get("/ws").status());
    }

    @Test
    void whatIsToldToAPersonReachesTheirSocketsEverywhere() {
        Answer signedIn = register(one);
        try (Stomp here = Stomp.as(one, signedIn.text("accessToken"));
                Stomp there = Stomp.as(two, signedIn.text("accessToken"));
                Stomp stranger = Stomp.as(two, register(one).text("accessToken"))) {
            for (Stomp each : List.of(here, there, stranger)) {
                each.subscribe("n", "/user/queue/notifications");
            }
            one.bean(Hub.class)
                    .tell(signedIn.text("user/id"), "notifications", "{\"a\":1}".getBytes(StandardCharsets.UTF_8));
            assertEquals("{\"a\":1}", here.expect("MESSAGE").body());
            assertEquals("{\"a\":1}", there.expect("MESSAGE").body());
            here.expectNothing();
            stranger.expectNothing();
        }
    }

    @Test
    void whoIsExpelledHearsNothingMore() throws InterruptedException {
        Answer signedIn = register(one);
        String key = UUID.randomUUID().toString();
        try (Stomp there = Stomp.as(two, signedIn.text("accessToken"))) {
            there.subscribe("n", "/topic/open." + key);
            one.bean(Hub.class).expel(signedIn.text("user/id"), "open", key);
            Hub hub = two.bean(Hub.class);
            for (int i = 0; i < 100 && hub.isHeard("open", key); i++) {
                Thread.sleep(10);
            }
            hub.publish("open", key, Numbers.event(1));
            there.expectNothing();
            assertTrue(hub.keys("open").isEmpty() || !hub.keys("open").contains(key));
        }
    }
}
