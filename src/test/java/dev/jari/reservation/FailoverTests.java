package dev.jari.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.Engine;
import dev.jari.testing.Instance;
import dev.jari.testing.RedisNodes;
import dev.jari.testing.Shop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A master of Redis is killed while two instances, processes of their own, book, refresh and sign people out. */
class FailoverTests {
    private static final double RECOVERY_SECONDS = 5;
    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final Duration AFTER = Duration.ofSeconds(12);
    private static final long REVOKED_AFTER = Duration.ofSeconds(1).toNanos();
    /** Enough that each of three masters has some of them. */
    private static final int PEOPLE = 12;

    private final List<Instance> instances = new ArrayList<>();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private volatile boolean over;
    private volatile long killed = Long.MAX_VALUE;
    private volatile long lastRefusal;
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger refreshed = new AtomicInteger();
    private final Queue<String> booked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger signedOut = new AtomicInteger();

    enum Where {
        CLUSTER(Engine.SQLITE),
        SENTINEL(Engine.POSTGRESQL);

        private final Engine engine;

        Where(Engine engine) {
            this.engine = engine;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKilledMasterCostsSecondsAndNothingElse(Where where) throws InterruptedException {
        String[] more = {"jari.reservation.max-open-per-customer=0"};
        try (RedisNodes redis = where == Where.CLUSTER ? RedisNodes.cluster() : RedisNodes.sentinel();
                Instance one = Instance.start(where.engine, redis.and(more));
                Instance two = one.another()) {
            instances.addAll(List.of(one, two));
            Shop shop = Shop.open(one.api());
            List<Thread> crowd = crowd(shop);
            Thread.sleep(BEFORE);
            killed = System.nanoTime();
            redis.killMaster();
            Thread.sleep(AFTER);
            over = true;
            for (Thread thread : crowd) {
                thread.join();
            }
            double recovery = Math.max(0, lastRefusal - killed) / 1e9;
            System.out.printf(
                    "failover under load, %s: %d bookings, %d taken, %d refreshes, %d signed out; %d calls refused, the last %.1f s after the kill%n",
                    where, booked.size(), taken.get(), refreshed.get(), signedOut.get(), refused.get(), recovery);
            assertThat(wrong).isEmpty();
            assertThat(recovery).as("seconds until everything works").isLessThan(RECOVERY_SECONDS);
            assertThat(booked)
                    .hasSizeGreaterThan(20)
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> shop.owner.get("/api/reservations/" + id).expect(200));
            assertThat(taken).as("places that were taken").hasPositiveValue();
            assertThat(one.verify()).as("exit code of verify").isZero();
        }
    }

    private List<Thread> crowd(Shop shop) {
        String service = shop.service(List.of(shop.resource("ROOM", 1), shop.resource("ROOM", 1)), Map.of());
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            Answer person = register();
            all.add(() -> refresh(person));
        }
        for (int i = 0; i < 4; i++) {
            Api customer = anywhere().registered("customer");
            all.add(() -> book(shop, service, customer));
        }
        all.add(this::signOut);
        return all.stream()
                .map(work -> Thread.ofVirtual().start(() -> repeat(work)))
                .toList();
    }

    /** What a thread's end would hide. */
    private void repeat(Runnable work) {
        try {
            work.run();
        } catch (Throwable e) {
            wrong.add(e.toString());
        }
    }

    /** Always with the newest token; whoever is told to come back later does, with the same. */
    private void refresh(Answer person) {
        String token = person.text("refreshToken");
        while (!over) {
            long sent = System.nanoTime();
            Answer answer = anywhere().post("/api/auth/refresh", Map.of("refreshToken", token));
            if (answer.status() == 200) {
                token = answer.text("refreshToken");
                refreshed.incrementAndGet();
            } else {
                refused(answer, sent);
            }
            pause(100);
        }
    }

    /** Of few places, so that many want the same; a key of its own for each wish, as any client has. */
    private void book(Shop shop, String service, Api customer) {
        while (!over) {
            long sent = System.nanoTime();
            int place = ThreadLocalRandom.current().nextInt(40 * 24);
            Answer answer = shop.book(
                    customer.at(anywhere().base()),
                    service,
                    Shop.time(2 + place % 20, place / 20 % 24, place % 2 * 30));
            switch (answer.status()) {
                case 201 -> booked.add(answer.text("id"));
                case 409 -> taken.incrementAndGet();
                default -> refused(answer, sent);
            }
            pause(20);
        }
    }

    /** From a second after the answer on, nobody may let them in, nor before they are refused for the first time. */
    private void signOut() {
        while (!over) {
            long sent = System.nanoTime();
            Answer person = anywhere()
                    .post(
                            "/api/auth/register",
                            Map.of(
                                    "email",
                                    UUID.randomUUID() + "@example.com",
                                    "password",
                                    Api.PASSWORD,
                                    "name",
                                    "Rina"));
            if (person.status() != 201) {
                refused(person, sent);
                continue;
            }
            Answer out = as(person, anywhere()).post("/api/auth/logout");
            if (out.status() != 204) {
                refused(out, sent);
                continue;
            }
            signedOut.incrementAndGet();
            long ended = System.nanoTime();
            Thread.ofVirtual().start(() -> repeat(() -> probe(person, ended)));
        }
    }

    private void probe(Answer person, long ended) {
        while (!over) {
            for (Instance instance : instances) {
                long sent = System.nanoTime();
                int status = as(person, instance.api()).get("/api/reservations").status();
                if (status == 200 && sent - ended > REVOKED_AFTER) {
                    wrong.add("let in %.1f s after signing out".formatted((sent - ended) / 1e9));
                }
                if (instance.api()
                                .post("/api/auth/refresh", Map.of("refreshToken", person.text("refreshToken")))
                                .status()
                        == 200) {
                    wrong.add("refreshed %.1f s after signing out".formatted((sent - ended) / 1e9));
                }
            }
            pause(200);
        }
    }

    private static Api as(Answer person, Api api) {
        return api.as(person.text("accessToken"));
    }

    private Answer register() {
        return anywhere()
                .post(
                        "/api/auth/register",
                        Map.of("email", UUID.randomUUID() + "@example.com", "password", Api.PASSWORD, "name", "Rina"))
                .expect(201);
    }

    private Api anywhere() {
        return instances
                .get(ThreadLocalRandom.current().nextInt(instances.size()))
                .api();
    }

    /** Only with 503, and only because Redis is not there; what is sent later than the last of these is answered. */
    private void refused(Answer answer, long sent) {
        if (answer.status() != 503 || System.nanoTime() < killed) {
            wrong.add(
                    answer.response().request().uri().getPath() + " answered " + answer.status() + " " + answer.body());
        }
        refused.incrementAndGet();
        lastRefusal = Math.max(lastRefusal, sent);
        pause(50);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
