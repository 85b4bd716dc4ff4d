package dev.jari.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Stomp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may do over a socket, and what it is told otherwise. */
@ParameterizedClass
@EachEngine
class SocketTests {
    private static final List<App> RUNNING = new ArrayList<>();

    private final App app = RUNNING.getFirst();
    private final Hub hub = app.bean(Hub.class);
    private final String key = UUID.randomUUID().toString();

    SocketTests(Engine engine) {
        assertEquals(1, RUNNING.size(), engine::toString);
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) {
        RUNNING.add(App.startWith(Numbers.class, engine));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        RUNNING.removeFirst().close();
    }

    private String token() {
        return register().text("accessToken");
    }

    private Api.Answer register() {
        return app.api()
                .post(
                        "/api/auth/register",
                        Map.of("email", UUID.randomUUID() + "@example.com", "password", Api.PASSWORD, "name", "Mina"))
                .expect(201);
    }

    @Test
    void anEventReachesWhoListensAndNobodyElse() {
        try (Stomp one = Stomp.as(app, token());
                Stomp other = Stomp.as(app, token())) {
            one.subscribe("a", "/topic/open." + key);
            other.subscribe("b", "/topic/open.another");
            hub.publish("open", key, new Event(0, "{\"it\":\"세계\"}".getBytes(StandardCharsets.UTF_8)));
            Stomp.Frame heard = one.expect("MESSAGE");
            assertEquals("a", heard.header("subscription"));
            assertEquals("/topic/open." + key, heard.header("destination"));
            assertEquals("세계", heard.json().get("it").asString());
            other.expectNothing();
            assertThat(hub.keys("open")).contains(key, "another");
        }
    }

    @Test
    void nobodyInParticularHearsWhatIsPublicAlone() {
        try (Stomp stomp = Stomp.anonymous(app)) {
            stomp.subscribe("a", "/topic/open." + key);
            stomp.frame("SUBSCRIBE", "id:b", "destination:/topic/numbers." + key);
            stomp.expectError("unauthenticated");
            stomp.frame("SUBSCRIBE", "id:c", "destination:/user/queue/acks");
            stomp.expectError("unauthenticated");
            stomp.send("SEND", "{}", "destination:/app/echo");
            stomp.expectError("unauthenticated");
            hub.publish("open", key, Numbers.event(1));
            stomp.expect("MESSAGE");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/topic/**",
                "/topic/*",
                "/topic/open.*",
                "/topic/open.>",
                "/topic/rooms/1",
                "/topic/open",
                "/topic/unknown.1",
                "/user/queue/*",
                "/user/somebody/queue/acks",
                "/queue/acks",
                "/app/echo",
                "open.1",
            })
    void whatNobodyAnswersForCannotBeSubscribedTo(String destination) {
        try (Stomp stomp = Stomp.as(app, token())) {
            stomp.frame("SUBSCRIBE", "id:a", "destination:" + destination);
            stomp.expectError("destination_refused");
            stomp.subscribe("b", "/topic/open." + key);
        }
    }

    @Test
    void aTopicRefusesWithItsOwnWords() {
        try (Stomp stomp = Stomp.as(app, token())) {
            stomp.frame("SUBSCRIBE", "id:a", "destination:/topic/numbers.private", "receipt:r1");
            Stomp.Frame error = stomp.expect("ERROR");
            assertEquals("r1", error.header("receipt-id"));
            assertEquals("a", error.header("subscription"));
            assertEquals(403, error.json().get("status").asInt());
            assertEquals("forbidden", error.json().get("code").asString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/topic/open.1", "/user/queue/acks", "/topic/rooms.1", "/app/unknown.1"})
    void clientsSendToInboxesAlone(String destination) {
        try (Stomp stomp = Stomp.as(app, token());
                Stomp listener = Stomp.as(app, token())) {
            listener.subscribe("a", "/topic/open.1");
            stomp.subscribe("q", "/user/queue/acks");
            stomp.send("SEND", "{\"clientMessageId\":\"1\"}", "destination:" + destination);
            stomp.expectError("destination_refused");
            listener.expectNothing();
        }
    }

    @Test
    void whatIsSentIsAnsweredToThisSocket() {
        String token = token();
        try (Stomp stomp = Stomp.as(app, token);
                Stomp other = Stomp.as(app, token)) {
            stomp.subscribe("q", "/user/queue/acks");
            other.subscribe("q", "/user/queue/acks");
            stomp.send("SEND", "{\"clientMessageId\":\"7\"}", "destination:/app/echo.x", "receipt:r1");
            assertEquals(
                    "7", stomp.expect("MESSAGE").json().get("clientMessageId").asString());
            assertEquals("r1", stomp.expect("RECEIPT").header("receipt-id"));
            other.expectNothing();
        }
    }

    @Test
    void aRefusedMessageIsNackedByItsName() {
        try (Stomp stomp = Stomp.as(app, token())) {
            stomp.subscribe("q", "/user/queue/acks");
            stomp.send("SEND", "{\"clientMessageId\":\"7\"}", "destination:/app/echo.refused");
            Stomp.Frame nack = stomp.expect("MESSAGE");
            assertEquals("/user/queue/acks", nack.header("destination"));
            assertEquals("7", nack.json().get("clientMessageId").asString());
            assertEquals("no_room", nack.json().get("code").asString());
            stomp.send("SEND", "{}", "destination:/app/echo.refused");
            stomp.expectError("no_room");
        }
    }

    @Test
    void whatIsNotStompClosesTheSocket() {
        Map<String, Integer> wrong = Map.of(
                "NONSENSE\n\n\0",
                1002,
                "SUBSCRIBE\nid:1\n\n\0",
                1002,
                "SEND\ndestination:/app/echo\nno-colon\n\n\0",
                1002,
                "SEND\ndestination:/app/echo\n\nnever ends",
                1002,
                "CONNECT\naccept-version:1.2\n\n\0",
                1002,
                "x".repeat(17 * 1024),
                1009);
        wrong.forEach((text, code) -> {
            try (Stomp stomp = Stomp.as(app, token())) {
                stomp.text(text);
                stomp.expectClosed(code);
            }
        });
        try (Stomp stomp = Stomp.as(app, token())) {
            stomp.binary("SEND");
            stomp.expectClosed(1003);
        }
        try (Stomp stomp = Stomp.open(app)) {
            stomp.frame("SUBSCRIBE", "id:1", "destination:/topic/open.1");
            stomp.expectClosed(1002);
        }
        try (Stomp stomp = Stomp.open(app)) {
            stomp.frame("CONNECT", "accept-version:1.0,1.1");
            stomp.expectClosed(1002);
        }
    }

    @Test
    void aTokenThatIsNoneIsRefused() {
        try (Stomp stomp = Stomp.open(app)) {
            stomp.frame("CONNECT", "accept-version:1.2", "Authorization:Bearer nonsense");
            stomp.expectError("invalid_token");
            stomp.expectClosed(4001);
        }
    }

    @Test
    void whoUnsubscribesHearsNothingMore() {
        try (Stomp stomp = Stomp.as(app, token())) {
            stomp.subscribe("a", "/topic/open." + key);
            stomp.frame("UNSUBSCRIBE", "id:a", "receipt:r");
            stomp.expect("RECEIPT");
            hub.publish("open", key, Numbers.event(1));
            stomp.expectNothing();
            stomp.frame("DISCONNECT", "receipt:bye");
            assertEquals("bye", stomp.expect("RECEIPT").header("receipt-id"));
            stomp.expectClosed(1000);
        }
    }
}
