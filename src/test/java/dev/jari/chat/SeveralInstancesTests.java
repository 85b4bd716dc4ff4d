package dev.jari.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisServer;
import dev.jari.testing.Stomp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two instances on one database and one Redis. */
@ParameterizedClass
@EachEngine
class SeveralInstancesTests {
    private static final Duration SOON = Duration.ofSeconds(8);

    private final RedisServer redis = new RedisServer();
    private final App one;
    private final App other;
    private final Talk talk;
    private final List<Stomp> sockets = new ArrayList<>();

    SeveralInstancesTests(Engine engine) {
        String[] properties = redis.properties().toArray(String[]::new);
        one = App.start(engine, properties);
        other = one.another(properties);
        talk = Talk.at(one);
    }

    @AfterEach
    void stop() {
        sockets.forEach(Stomp::close);
        other.close();
        one.close();
        redis.close();
    }

    private Stomp listen(App at, Api account, String... headers) {
        Stomp socket = Stomp.as(at, account.accessToken());
        sockets.add(socket);
        socket.subscribe("acks", "/user/queue/acks");
        socket.subscribe("own", "/user/queue/rooms");
        socket.subscribe("room", "/topic/rooms." + talk.room(), headers);
        return socket;
    }

    private void send(Stomp socket, String clientMessageId, String body) {
        String json = JsonMapper.shared().writeValueAsString(Map.of("clientMessageId", clientMessageId, "body", body));
        socket.send("SEND", json, "destination:/app/rooms." + talk.room());
    }

    /** The next frame of that subscription. */
    private static JsonNode next(Stomp socket, String subscription) {
        for (Stomp.Frame frame = socket.next(SOON).orElseThrow();
                ;
                frame = socket.next(SOON).orElseThrow()) {
            if (frame.header("subscription").equals(subscription)) {
                return frame.json();
            }
        }
    }

    private static List<Long> seqs(Stomp socket, int count) {
        return LongStream.range(0, count)
                .mapToObj(i -> next(socket, "room").get("seq").asLong())
                .toList();
    }

    @Test
    void whatIsSentHereIsSeenThereAndAcknowledgedToTheSender() {
        Stomp sender = listen(one, talk.customer());
        Stomp reader = listen(other, talk.owner());
        send(sender, "c-1", "안녕하세요");

        JsonNode ack = next(sender, "acks");
        assertThat(ack.get("seq").asLong()).isEqualTo(1);
        assertThat(ack.get("clientMessageId").asString()).isEqualTo("c-1");
        JsonNode line = next(reader, "room");
        assertThat(line).isEqualTo(talk.lines(talk.owner()).getFirst());
        assertThat(line.get("body").asString()).isEqualTo("안녕하세요");

        String message = line.get("id").asString();
        talk.customer()
                .at(other)
                .patch(talk.path("/messages/" + message), Map.of("body", "안녕!"))
                .expect(200);
        assertThat(next(reader, "room").get("type").asString()).isEqualTo("edited");
        talk.customer().delete(talk.path("/messages/" + message)).expect(204);
        assertThat(next(reader, "room").get("type").asString()).isEqualTo("deleted");
        send(sender, "c-2", "");
        assertThat(next(sender, "acks").get("code").asString()).isEqualTo("validation");
    }

    @Test
    void theSameMessageFromTwoSocketsAndHttpIsOne() {
        List<Stomp> senders = List.of(listen(one, talk.customer()), listen(other, talk.customer()));
        List<JsonNode> acks = Crowd.of(24, i -> () -> {
            if (i < 2) {
                send(senders.get(i), "same", "text");
                return next(senders.get(i), "acks");
            }
            return talk.say(talk.customer().at(i % 2 == 0 ? one : other), "same", "text")
                    .expect(201)
                    .json();
        });
        assertThat(acks.stream().distinct()).hasSize(1);
        assertThat(talk.lines(talk.owner())).hasSize(1);
        assertThat(talk.say(talk.customer(), "next")
                        .expect(201)
                        .json()
                        .get("seq")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void fiftyWhoWriteAtOnceAreSeenInOneOrderWithoutGaps() {
        List<Stomp> readers =
                List.of(listen(one, talk.owner()), listen(other, talk.owner()), listen(other, talk.customer()));
        Crowd.of(50, i -> () -> {
            for (int message = 0; message < 4; message++) {
                talk.say(
                                (i % 3 == 0 ? talk.owner() : talk.customer()).at(i % 2 == 0 ? one : other),
                                i + "-" + message,
                                "x")
                        .expect(201);
            }
            return i;
        });
        List<Long> all = LongStream.rangeClosed(1, 200).boxed().toList();
        assertThat(talk.lines(talk.owner()).stream().map(line -> line.get("seq").asLong()))
                .isEqualTo(all);
        readers.forEach(reader -> assertThat(seqs(reader, 200)).isEqualTo(all));
    }

    @Test
    void withoutRedisItIsSlowerAndNothingElse() {
        Stomp here = listen(one, talk.owner());
        Stomp there = listen(other, talk.owner());
        redis.stop();
        for (int i = 1; i <= 3; i++) {
            talk.say(talk.customer(), "without Redis").expect(201);
        }
        assertThat(seqs(here, 3)).containsExactly(1L, 2L, 3L);
        assertThat(seqs(there, 3)).containsExactly(1L, 2L, 3L);
        eachInstanceCountsItsOwnSockets(talk.customer().accessToken());
        redis.start();
        talk.say(talk.customer().at(other), "with it").expect(201);
        assertThat(seqs(here, 1)).containsExactly(4L);
        assertThat(seqs(there, 1)).containsExactly(4L);
    }

    private void eachInstanceCountsItsOwnSockets(String token) {
        for (App app : List.of(one, other)) {
            for (int i = 0; i < 8; i++) {
                sockets.add(Stomp.as(app, token));
            }
            try (Stomp tooMany = Stomp.open(app)) {
                tooMany.frame("CONNECT", "accept-version:1.2", "Authorization:Bearer " + token);
                tooMany.expectError("too_many_sockets");
                tooMany.expectClosed(4029);
            }
        }
    }

    @Test
    void whoComesBackElsewhereGetsWhatWasMissedAndThenWhatIsNew() {
        Stomp before = listen(one, talk.owner(), "since:0");
        for (int i = 0; i < 250; i++) {
            talk.say(talk.customer(), "message " + i).expect(201);
        }
        assertThat(seqs(before, 250).getLast()).isEqualTo(250);
        before.close();
        Stomp after = listen(other, talk.owner(), "since:3");
        talk.say(talk.customer(), "new").expect(201);
        assertThat(seqs(after, 248))
                .isEqualTo(LongStream.rangeClosed(4, 251).boxed().toList());
        Stomp only = listen(other, talk.owner());
        talk.say(talk.customer(), "newer").expect(201);
        assertThat(seqs(only, 1)).containsExactly(252L);
    }

    @Test
    void strangersAndThoseWhoHaveLeftHearNothing() {
        Stomp stranger = Stomp.as(other, one.api().registered("stranger").accessToken());
        sockets.add(stranger);
        stranger.frame("SUBSCRIBE", "id:room", "destination:/topic/rooms." + talk.room());
        stranger.expectError("not_found");
        Stomp customer = listen(other, talk.customer());
        talk.say(talk.owner(), "one").expect(201);
        assertThat(seqs(customer, 1)).containsExactly(1L);
        talk.customer().delete(talk.path("/membership")).expect(204);
        talk.say(talk.owner(), "two").expect(201);
        assertThat(customer.next(Duration.ofMillis(700))).isEmpty();
    }

    @Test
    void theOthersAreToldWhoReadsAndWhoTypes() {
        Stomp owner = listen(other, talk.owner());
        Stomp customer = listen(one, talk.customer());
        talk.say(talk.owner(), "hello").expect(201);
        talk.customer().put(talk.path("/read"), Map.of("seq", 1)).expect(204);
        JsonNode read = next(owner, "own");
        assertThat(read.get("type").asString()).isEqualTo("read");
        assertThat(read.get("seq").asLong()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            customer.send("SEND", "", "destination:/app/rooms." + talk.room() + ".typing");
        }
        assertThat(next(owner, "own").get("type").asString()).isEqualTo("typing");
        assertThat(owner.next(Duration.ofMillis(700))).isEmpty();
        // Redis is asked for 100 ms only; without its answer nobody seems to be there.
        boolean online = false;
        for (int i = 0; i < 20 && !online; i++) {
            online = talk.listed(talk.owner()).at("/counterpart/online").asBoolean();
        }
        assertThat(online).isTrue();
    }

    @Test
    void anEventStreamGoesOnWhereItEnded() throws Exception {
        for (int i = 0; i < 3; i++) {
            talk.say(talk.customer(), "message " + i).expect(201);
        }
        var request = HttpRequest.newBuilder(URI.create(other.api().base() + talk.path("/events")))
                .header("Authorization", "Bearer " + talk.owner().accessToken())
                .header("Last-Event-ID", "1")
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var response = client.send(request, BodyHandlers.ofLines());
            assertThat(response.statusCode()).isEqualTo(200);
            talk.say(talk.customer(), "live").expect(201);
            List<String> ids = response.body()
                    .filter(line -> line.startsWith("id:"))
                    .limit(3)
                    .map(line -> line.substring(3).strip())
                    .toList();
            assertThat(ids).containsExactly("2", "3", "4");
            client.shutdownNow();
        }
    }
}
