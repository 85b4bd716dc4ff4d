package dev.jari.reservation;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisServer;
import dev.jari.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Two instances on one database and one Redis, and everybody wants the same. */
@ParameterizedClass
@EachEngine
class RaceTests {
    private static final int CLIENTS = 200;
    private static final int ROUNDS = 50;

    private final RedisServer redis = new RedisServer();
    private final List<App> apps;
    private final List<Api> customers;
    private final Shop shop;

    RaceTests(Engine engine) {
        String[] properties = properties();
        App first = App.start(engine, properties);
        this.apps = List.of(first, first.another(properties));
        this.customers = IntStream.range(0, 8)
                .mapToObj(i -> apps.get(i % 2).api().registered("racer"))
                .toList();
        this.shop = Shop.open(first.api());
    }

    private String[] properties() {
        List<String> redisProperties = redis.properties();
        return new String[] {
            redisProperties.get(0),
            redisProperties.get(1),
            "jari.reservation.max-open-per-customer=0",
            // Who wins is asked here; that some are sent away unheard while the machine has more to do is not the
            // answer.
            "spring.datasource.hikari.connection-timeout=20000"
        };
    }

    @AfterEach
    void theBooksAreRightAndNothingRuns() {
        try {
            assertThat(apps.getFirst().bean(Audit.class).report()).matches(Audit.Report::isClean);
        } finally {
            apps.reversed().forEach(App::close);
            redis.close();
        }
    }

    private Api customer(int i) {
        return customers.get(i % customers.size()).at(apps.get(i % 2));
    }

    @Test
    void oneOfTwoHundredGetsThePlace() {
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        IntStream.range(0, ROUNDS).forEach(round -> onlyOneWins(service, round));
    }

    @Test
    void oneOfTwoHundredGetsThePlaceWithoutRedis() {
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        redis.stop();
        IntStream.range(0, ROUNDS).forEach(round -> onlyOneWins(service, round));
    }

    private void onlyOneWins(String service, int round) {
        String start = time(1 + round / 20, round % 20, 0);
        List<Answer> answers = Crowd.of(CLIENTS, i -> () -> shop.book(customer(i), service, start));
        assertThat(answers.stream().filter(answer -> answer.status() == 201))
                .as("round %d", round)
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 201))
                .allSatisfy(answer ->
                        assertThat(answer.text("code")).as(answer::body).isIn("slot_taken", "slot_busy"));
    }

    @Test
    void overlappingDurationsAndPartiesFillEachResourceUpToItsLimit() {
        String chair = shop.resource("STAFF", 1);
        List<String> services = List.of(
                shop.service(List.of(chair), Map.of("durationMinutes", 30, "stepMinutes", 5)),
                shop.service(List.of(chair), Map.of("durationMinutes", 45, "stepMinutes", 5, "bufferAfterMinutes", 10)),
                shop.service(List.of(chair), Map.of("durationMinutes", 90, "stepMinutes", 15)));
        String pool = shop.resource("POOL", 10);
        String course = shop.service(List.of(pool), Map.of("maxParty", 4));
        List<Answer> answers = Crowd.of(400, i -> () -> {
            var random = ThreadLocalRandom.current();
            return i % 2 == 0
                    ? shop.book(
                            customer(i),
                            services.get(random.nextInt(3)),
                            time(1, random.nextInt(10, 13), random.nextInt(4) * 15))
                    : shop.book(
                            customer(i),
                            course,
                            time(1, 10, random.nextInt(2) * 30),
                            Map.of("party", random.nextInt(1, 5)));
        });
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer::body).isIn(201, 409));
        assertThat(answers.stream().filter(answer -> answer.status() == 201).count())
                .isGreaterThan(5);

        for (String start : List.of(time(1, 10, 0), time(1, 10, 30))) {
            fill(course, start);
        }
        int taken = apps.getFirst()
                .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                .sql("select max(hard) from capacity_cell where resource_id = ?")
                .param(pool)
                .query(Integer.class)
                .single();
        assertThat(taken).isEqualTo(10);
    }

    private void fill(String course, String start) {
        int one = 201;
        while (one == 201) {
            Answer answer = shop.book(customer(0), course, start);
            one = answer.status();
            assertThat(one).as(answer::body).isIn(201, 409);
        }
    }

    @Test
    void oneKeyBooksOnceOnTwoInstances() {
        String service = shop.service(List.of(shop.resource("POOL", 50)), Map.of());
        Api once = customers.getFirst().once();
        Map<String, Object> order = shop.order(service, time(1, 10, 0), Map.of());
        List<Answer> answers = Crowd.of(40, i -> () -> once.at(apps.get(i % 2)).post("/api/reservations", order));
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer::body).isIn(201, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.text("id"))
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409).map(answer -> answer.text("code")))
                .allMatch("request_running"::equals);
        assertThat(customers.getFirst().get("/api/reservations").json().get("items"))
                .hasSize(1);
    }

    @Test
    void ofTwoDecisionsOneIsTold() {
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of("mode", "APPROVAL"));
        for (int round = 0; round < 10; round++) {
            String id = shop.book(customer(0), service, time(2, round * 2, 0))
                    .expect(201)
                    .text("id");
            List<Answer> answers = Crowd.of(
                    12,
                    i -> () -> (i % 3 == 0 ? customer(0) : shop.owner.at(apps.get(i % 2)))
                            .post("/api/reservations/" + id
                                    + (i % 3 == 0 ? "/cancellation" : i % 3 == 1 ? "/rejection" : "/approval")));
            assertThat(answers)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer::body).isIn(200, 409));
            long endings =
                    answers.stream().filter(answer -> answer.status() == 200).count();
            // An approval may still be cancelled; two endings never both hold.
            assertThat(endings).isBetween(1L, 2L);
        }
    }
}
