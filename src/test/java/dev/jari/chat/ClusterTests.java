package dev.jari.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisNodes;
import dev.jari.testing.Shop;
import dev.jari.testing.Stomp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** Three instances on a Redis Cluster of six, whose keys, scripts and channels lie on different nodes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTests {
    private static final Duration SOON = Duration.ofSeconds(8);
    private static final List<App> RUNNING = new ArrayList<>();
    private static RedisNodes nodes;

    private final Talk talk = Talk.at(RUNNING.getFirst());
    private final List<Stomp> sockets = new ArrayList<>();

    @BeforeAll
    static void start() {
        nodes = RedisNodes.cluster();
        App first = App.start(Engine.SQLITE, nodes.properties());
        RUNNING.addAll(List.of(first, first.another(nodes.properties()), first.another(nodes.properties())));
    }

    @AfterAll
    static void stop() {
        RUNNING.reversed().forEach(App::close);
        RUNNING.clear();
        nodes.close();
    }

    @AfterEach
    void hangUp() {
        sockets.forEach(Stomp::close);
    }

    private static App instance(int number) {
        return RUNNING.get(number % RUNNING.size());
    }

    private Stomp socket(int at, Api account) {
        Stomp socket = Stomp.as(instance(at), account.accessToken());
        sockets.add(socket);
        return socket;
    }

    private Stomp listen(int at, Api account, String... headers) {
        Stomp socket = socket(at, account);
        socket.subscribe("room", "/topic/rooms." + talk.room(), headers);
        return socket;
    }

    private void say(int count) {
        for (int i = 0; i < count; i++) {
            talk.say(talk.customer().at(instance(i)), "message").expect(201);
        }
    }

    private static void expect(Stomp socket, long from, long to) {
        List<Long> seqs = LongStream.rangeClosed(from, to)
                .map(i -> socket.next(SOON).orElseThrow().json().get("seq").asLong())
                .boxed()
                .toList();
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(from, to).boxed().toList());
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("it did not happen within 20 s").isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    @Test
    @Order(1)
    void whatIsSentAnywhereIsSeenEverywhereInOrderThoughTheBusIsCut() {
        List<Stomp> readers = List.of(listen(0, talk.owner()), listen(1, talk.owner()), listen(2, talk.customer()));
        say(60);
        readers.forEach(reader -> expect(reader, 1, 60));
        nodes.killBus();
        say(30);
        readers.forEach(reader -> expect(reader, 61, 90));
        Stomp back = listen(2, talk.owner(), "since:10");
        expect(back, 11, 90);
    }

    @Test
    @Order(2)
    void whoIsThereWhoTypesAndWhoReadsIsKnownOnAllInstances() {
        assertThat(online()).isFalse();
        Stomp owner = socket(1, talk.owner());
        owner.subscribe("own", "/user/queue/rooms");
        Stomp customer = listen(2, talk.customer());
        // Redis is asked for 100 ms only; without its answer nobody seems to be there.
        await(this::online);
        customer.send("SEND", "", "destination:/app/rooms." + talk.room() + ".typing");
        assertThat(owner.expect("MESSAGE").json().get("type").asString()).isEqualTo("typing");
        talk.say(talk.owner(), "hello").expect(201);
        talk.customer()
                .at(instance(0))
                .put(talk.path("/read"), Map.of("seq", 1))
                .expect(204);
        JsonNode read = owner.expect("MESSAGE").json();
        assertThat(read.get("type").asString()).isEqualTo("read");
        customer.frame("DISCONNECT", "receipt:bye");
        await(() -> !online());
    }

    private boolean online() {
        return talk.listed(talk.owner()).at("/counterpart/online").asBoolean();
    }

    @Test
    @Order(3)
    void aPersonHasEightSocketsOverAllInstances() {
        for (int i = 0; i < 8; i++) {
            socket(i, talk.customer());
        }
        for (App app : RUNNING) {
            try (Stomp tooMany = Stomp.open(app)) {
                tooMany.frame(
                        "CONNECT",
                        "accept-version:1.2",
                        "Authorization:Bearer " + talk.customer().accessToken());
                tooMany.expectError("too_many_sockets");
                tooMany.expectClosed(4029);
            }
        }
    }

    @Test
    @Order(4)
    void aChangeIsReadByItsAuthorAtOnceAndByOthersSoon() {
        Api other = RUNNING.getFirst().api().registered("other");
        for (int round = 0; round < 10; round++) {
            RUNNING.forEach(app -> name(other, app));
            change(round, "R" + round);
            int now = round;
            RUNNING.forEach(app -> await(() -> name(other, app).equals("R" + now)));
        }
    }

    /** At one instance; read back at another one. */
    private void change(int at, String name) {
        Api owner = talk.owner();
        owner.at(instance(at)).patch(talk.shop().path(""), Map.of("name", name)).expect(200);
        assertThat(name(owner, instance(at + 1))).isEqualTo(name);
        owner.at(instance(at))
                .post("/api/posts", Map.of("title", name, "body", name))
                .expect(201);
        assertThat(owner.at(instance(at + 1)).get("/api/posts?limit=1").text("items/0/title"))
                .isEqualTo(name);
    }

    private String name(Api reader, App at) {
        Shop shop = talk.shop();
        return reader.at(at).get(shop.path("")).expect(200).text("name");
    }

    @Test
    @Order(5)
    void aMasterThatDiesTakesNothingWithIt() {
        List<Stomp> readers = List.of(listen(0, talk.owner()), listen(1, talk.owner()), listen(2, talk.customer()));
        Api other = RUNNING.getFirst().api().registered("other");
        say(10);
        nodes.killMaster();
        say(30);
        readers.forEach(reader -> expect(reader, 1, 40));
        change(0, "after");
        RUNNING.forEach(app -> await(() -> name(other, app).equals("after")));
        say(3);
        readers.forEach(reader -> expect(reader, 41, 43));
    }
}
