package dev.jari.e2e;

import dev.jari.chat.Client;
import dev.jari.testing.Api;
import dev.jari.testing.Shop;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * People who go on as if nothing happened: each at an address of their own, within every limit of the edge and of the instances. Nothing
 * is asked twice by us; every answer but the expected one is a failure.
 */
final class DeployLoad implements AutoCloseable {
    private static final int PEOPLE = 46;
    private static final long PERIOD_NANOS = 800_000_000;
    /** One comes after the other: the instances that the first release has just started are cold. */
    private static final long ARRIVAL_NANOS = 250_000_000;

    private static final int ROOMS = 10;
    private static final long WORD_MILLIS = 2_500;

    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    final AtomicInteger requests = new AtomicInteger();
    final AtomicInteger words = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();
    private final List<List<Client>> rooms = new ArrayList<>();
    private final DeployEdge edge;
    private final Shop shop;
    private final String service;
    private volatile boolean over;
    private long began;
    private double seconds;

    DeployLoad(Nginx nginx) {
        this(new DeployEdge(nginx.base(), nginx.trust(), "127.0"));
    }

    DeployLoad(DeployEdge edge) {
        this.edge = edge;
        shop = Shop.open(edge.from("2.250"));
        service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of("name", "Cut"));
    }

    void begin() {
        List<Api> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(edge.from("2." + (1 + i)).registered("person"));
        }
        for (int i = 0; i < ROOMS; i++) {
            HttpClient http = edge.client("3." + (1 + i), HttpClient.Version.HTTP_1_1);
            Api api = new Api(edge.base(), http);
            Shop theirs = Shop.open(api);
            Api customer = api.registered("customer");
            String room = customer.post("/api/rooms", Map.of("businessId", theirs.id))
                    .expect(201)
                    .text("id");
            List<String> instances = List.of(edge.base());
            rooms.add(List.of(
                    new Client(http, instances, 0, theirs.owner, room, 0),
                    new Client(http, instances, 0, customer, room, 0)));
        }
        began = System.nanoTime();
        for (int i = 0; i < PEOPLE; i++) {
            int person = i;
            threads.add(Thread.startVirtualThread(() -> live(people.get(person), person)));
        }
        rooms.forEach(room -> room.forEach(client -> threads.add(Thread.startVirtualThread(() -> talk(client)))));
    }

    private void live(Api person, int number) {
        long next = System.nanoTime() + ARRIVAL_NANOS * number;
        for (int round = number; !over; round++) {
            LockSupport.parkNanos(next - System.nanoTime());
            next = Math.max(next + PERIOD_NANOS, System.nanoTime() - PERIOD_NANOS);
            try {
                act(person, round, number);
            } catch (RuntimeException | AssertionError e) {
                failures.add(java.time.Instant.now() + " " + e + (e.getCause() == null ? "" : " by " + e.getCause()));
            }
        }
    }

    private void act(Api person, int round, int number) {
        requests.incrementAndGet();
        switch (round % 8) {
            case 0 -> person.get("/api/businesses?limit=10").expect(200);
            case 1 -> person.get("/api/auth/me").expect(200);
            case 2 ->
                person.get(shop.path("/services/" + service + "/availability?days=7"))
                        .expect(200);
            case 3 -> person.get("/api/posts?limit=10").expect(200);
            case 4 -> book(person, number);
            case 5 -> person.get("/api/notifications?limit=10").expect(200);
            case 6 ->
                person.post("/api/posts", Map.of("title", "자리 있나요", "body", "오늘 " + round))
                        .expect(201);
            default -> person.get("/").expect(200);
        }
    }

    /** Whether it was free is another's business; that there is an answer is ours. */
    private void book(Api person, int number) {
        Api.Answer booked = shop.book(
                person,
                service,
                Shop.time(1 + number % 14, ThreadLocalRandom.current().nextInt(24), 0));
        if (booked.status() != 409) {
            requests.incrementAndGet();
            person.post("/api/reservations/" + booked.expect(201).text("id") + "/cancellation")
                    .expect(200);
        }
    }

    private void talk(Client client) {
        try {
            while (!over) {
                client.say(UUID.randomUUID().toString(), "말 " + words.incrementAndGet());
                Thread.sleep(WORD_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets everybody finish, and every word arrive. */
    void end() throws InterruptedException {
        over = true;
        seconds = (System.nanoTime() - began) / 1e9;
        for (Thread thread : threads) {
            thread.join(20_000);
        }
        for (List<Client> room : rooms) {
            long all = room.stream()
                    .mapToLong(client -> client.acknowledged.size())
                    .sum();
            for (int i = 0; i < 100 && room.stream().anyMatch(client -> client.last() < all); i++) {
                Thread.sleep(100);
            }
        }
    }

    double perSecond() {
        return requests.get() / seconds;
    }

    /** Words that were acknowledged, and that one of the two in the room never got. */
    long lost() {
        long lost = 0;
        for (List<Client> room : rooms) {
            for (Client client : room) {
                List<String> heard = client.lines.stream()
                        .map(line -> line.path("clientMessageId").asString(""))
                        .toList();
                lost += room.stream()
                        .flatMap(one -> one.acknowledged.keySet().stream())
                        .filter(id -> !heard.contains(id))
                        .count();
            }
        }
        return lost;
    }

    long acknowledged() {
        return rooms.stream()
                .flatMap(List::stream)
                .mapToLong(client -> client.acknowledged.size())
                .sum();
    }

    List<String> faults() {
        return rooms.stream()
                .flatMap(List::stream)
                .flatMap(client -> client.faults.stream())
                .toList();
    }

    @Override
    public void close() {
        over = true;
        rooms.forEach(room -> room.forEach(Client::close));
    }
}
