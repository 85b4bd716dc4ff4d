package dev.jari.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Instance;
import dev.jari.testing.RedisServer;
import dev.jari.testing.Shop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import tools.jackson.databind.JsonNode;

/**
 * Everything that breaks in a bad night, while twenty people talk until it is over: nothing is lost, doubled or reordered, and all see one
 * order. The long form, {@code ./jari bench chat-chaos}, sets {@code chat.messages} (at least so many) and {@code chat.outage} (seconds
 * without Redis).
 */
class ChatFaultTests {
    private static final int ROOMS = 5;
    private static final int DEVICES = 2;
    private static final int MESSAGES = Integer.getInteger("chat.messages", 1_000);
    private static final boolean LONG = MESSAGES > 10_000;
    private static final long PAUSE_MILLIS = LONG ? 0 : 100;
    private static final int OUTAGE_SECONDS = Integer.getInteger("chat.outage", 3);

    private final List<Talk> talks = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();
    private volatile boolean over;

    @ParameterizedTest
    @EachEngine
    void nothingIsLostDoubledOrReordered(Engine engine) throws Exception {
        try (RedisServer redis = new RedisServer();
                Instance one = Instance.start(engine, redis.properties().toArray(String[]::new));
                Instance other = one.another()) {
            List<String> bases = List.of(one.api().base(), other.api().base());
            gather(one.api(), bases);
            List<Future<?>> talking = startTalking();
            redis.stop();
            Thread.sleep(Duration.ofSeconds(OUTAGE_SECONDS));
            redis.start();
            pauseOne();
            one.kill();
            one.restart();
            other.close();
            other.restart();
            if (LONG) {
                one.close();
                one.restart();
            }
            over = true;
            finish(talking);
            report(engine);
            for (int room = 0; room < ROOMS; room++) {
                check(talks.get(room), expected(room), inRoom(room));
            }
            returnAfterAWeek(bases);
        } finally {
            clients.forEach(Client::close);
        }
    }

    private void gather(Api anybody, List<String> bases) {
        for (int room = 0; room < ROOMS; room++) {
            Shop shop = Shop.open(anybody);
            Api customer = anybody.registered("customer");
            Talk talk = new Talk(
                    shop,
                    shop.owner,
                    customer,
                    Talk.open(customer, shop).expect(201).text("id"));
            talks.add(talk);
            for (int device = 0; device < 2 * DEVICES; device++) {
                Api account = device % 2 == 0 ? talk.owner() : customer;
                clients.add(new Client(bases, device / 2 % 2, account, talk.room(), 0));
            }
        }
    }

    private List<Future<?>> startTalking() {
        List<Future<?>> talking = new ArrayList<>();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < clients.size(); i++) {
            int number = i;
            talking.add(threads.submit(() -> {
                for (int message = 0; !over || message < MESSAGES / clients.size(); message++) {
                    clients.get(number).say("%d-%05d".formatted(number, message), "message " + message);
                    Thread.sleep(PAUSE_MILLIS);
                }
                return number;
            }));
        }
        threads.shutdown();
        return talking;
    }

    private void pauseOne() {
        Thread.ofVirtual().start(() -> clients.getFirst().pause(4_000));
    }

    private void finish(List<Future<?>> talking) throws InterruptedException, ExecutionException {
        for (Future<?> one : talking) {
            one.get();
        }
        Instant patience = Instant.now().plusSeconds(15);
        while (!allHaveAll() && Instant.now().isBefore(patience)) {
            Thread.sleep(50);
        }
    }

    private boolean allHaveAll() {
        return IntStream.range(0, clients.size()).allMatch(i -> clients.get(i).last() >= expected(i / (2 * DEVICES)));
    }

    private List<Client> inRoom(int room) {
        return clients.subList(room * 2 * DEVICES, (room + 1) * 2 * DEVICES);
    }

    private int expected(int room) {
        return inRoom(room).stream()
                .mapToInt(client -> client.acknowledged.size())
                .sum();
    }

    private void report(Engine engine) {
        System.out.printf(
                "chat with faults, %s: %d messages in %d rooms, %d lines read by %d clients, faults %d%n",
                engine,
                IntStream.range(0, ROOMS).map(this::expected).sum(),
                talks.size(),
                clients.stream().mapToLong(client -> client.lines.size()).sum(),
                clients.size(),
                clients.stream().mapToLong(client -> client.faults.size()).sum());
    }

    private static void check(Talk talk, int expected, List<Client> inRoom) {
        List<JsonNode> truth = talk.lines(talk.owner());
        assertThat(truth).hasSize(expected);
        assertThat(truth.stream()
                        .map(line -> line.get("clientMessageId").asString())
                        .distinct())
                .hasSize(truth.size());
        for (Client client : inRoom) {
            assertThat(client.faults).isEmpty();
            assertThat(client.lines).isEqualTo(truth);
            client.acknowledged.forEach((id, seq) -> assertThat(
                            truth.get((int) (seq - 1)).get("clientMessageId").asString())
                    .isEqualTo(id));
        }
        // Each said one thing after the other: their numbers are in that order.
        truth.stream()
                .map(line -> line.get("clientMessageId").asString())
                .collect(Collectors.groupingBy(id -> id.substring(0, id.indexOf('-'))))
                .values()
                .forEach(ids -> assertThat(ids).isSorted());
    }

    /** One a little behind, one too far for a replay; each at the instance where it never was. */
    private void returnAfterAWeek(List<String> bases) throws InterruptedException {
        Talk talk = talks.getFirst();
        List<JsonNode> truth = talk.lines(talk.owner());
        try (Client behind = new Client(bases, 1, talk.customer(), talk.room(), 7);
                Client far = new Client(bases, 0, talk.customer(), talk.room(), 0)) {
            for (int i = 0; i < 100 && (behind.last() < truth.size() || far.last() < truth.size()); i++) {
                Thread.sleep(100);
            }
            assertThat(behind.faults).isEmpty();
            assertThat(behind.lines).isEqualTo(truth.subList(7, truth.size()));
            assertThat(far.faults).isEmpty();
            assertThat(far.lines).isEqualTo(truth);
        }
        Map<String, Object> late = Map.of("clientMessageId", "0-00000", "body", "again, a week later");
        assertThat(talk.owner()
                        .at(bases.get(1))
                        .post(talk.path("/messages"), late)
                        .expect(201)
                        .json()
                        .get("seq"))
                .isEqualTo(truth.stream()
                        .filter(line -> line.get("clientMessageId").asString().equals("0-00000"))
                        .findFirst()
                        .orElseThrow()
                        .get("seq"));
    }
}
