package dev.jari.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.redis.Redis;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisNodes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Three instances: what one of them ended, none of them lets in a second later. */
@ParameterizedClass
@EnumSource
class RevocationTests {
    private static final int ROUNDS = 10;
    private static final long AFTER = TimeUnit.SECONDS.toNanos(1);
    /** Asks nothing but who calls: {@code /me} looks the session up and would refuse by itself. */
    private static final String ANY_CALL = "/api/reservations";

    private static final Duration LONGER_THAN_BETWEEN_TWO_TRIES = Duration.ofSeconds(6);

    private static final Deque<Deployment> RUNNING = new ArrayDeque<>();

    private final Where where;
    private final RedisNodes redis = RUNNING.getLast().redis();
    private final List<App> apps = RUNNING.getLast().apps();

    RevocationTests(Where where) {
        this.where = where;
    }

    private record Deployment(RedisNodes redis, List<App> apps) {}

    enum Where {
        CLUSTER(Engine.SQLITE),
        SENTINEL(Engine.POSTGRESQL);

        private final Engine engine;

        Where(Engine engine) {
            this.engine = engine;
        }
    }

    @BeforeParameterizedClassInvocation
    static void start(Where where) {
        RedisNodes redis = where == Where.CLUSTER ? RedisNodes.cluster() : RedisNodes.sentinel();
        App first = App.start(where.engine, redis.properties());
        RUNNING.add(new Deployment(
                redis, List.of(first, first.another(redis.properties()), first.another(redis.properties()))));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        Deployment ended = RUNNING.removeLast();
        ended.apps().reversed().forEach(App::close);
        ended.redis().close();
    }

    @Test
    void whatOneEndedNobodyLetsIn() {
        Map<String, Consumer<Answer>> ways = Map.of(
                "logout", one -> as(0, one).post("/api/auth/logout").expect(204),
                "session end",
                        one -> as(0, one)
                                .delete("/api/auth/sessions/"
                                        + as(0, one).get("/api/auth/me").text("session/id"))
                                .expect(204),
                "everywhere", one -> as(0, one).delete("/api/auth/sessions").expect(204),
                "password",
                        one -> as(0, one)
                                .put(
                                        "/api/auth/password",
                                        Map.of(
                                                "currentPassword",
                                                Api.PASSWORD,
                                                "newPassword",
                                                "another-battery-horse-2"))
                                .expect(200),
                "reuse",
                        one -> {
                            refresh(1, refresh(2, one).expect(200)).expect(200);
                            refresh(0, one).expect(401);
                        });
        ways.forEach((name, end) -> report(name, latencies(end)));
    }

    @Test
    void aHundredRefreshesOfOneTokenHaveOneSuccessor() {
        Answer one = register();
        List<Answer> answers = Crowd.of(100, i -> () -> refresh(i % apps.size(), one));
        assertEquals(
                1,
                answers.stream()
                        .map(answer -> answer.expect(200).text("refreshToken"))
                        .distinct()
                        .count());
        refresh(2, answers.getFirst()).expect(200);
    }

    /** Nothing tells anybody, and no connection breaks: only what each reads from SQL is left. */
    @Test
    void aWordThatWasLostIsReadFromSql() {
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Answer one = register();
            for (int i = 0; i < apps.size(); i++) {
                as(i, one).get(ANY_CALL).expect(200);
            }
            String sessionId = as(0, one).get("/api/auth/me").text("session/id");
            apps.getFirst().bean(SessionStore.class).revoke(one.text("user/id"), sessionId, System.currentTimeMillis());
            long committed = System.nanoTime();
            for (int i = 1; i < apps.size(); i++) {
                nanos.add(untilRefused(i, one, committed));
            }
        }
        report("word lost", nanos);
    }

    @Test
    void withoutTheBusNobodyLetsInEither() throws InterruptedException {
        AtomicBoolean killing = new AtomicBoolean(true);
        Thread killer = Thread.ofVirtual().start(() -> {
            while (killing.get()) {
                redis.killBus();
            }
        });
        try {
            report(
                    "bus cut",
                    latencies(one -> as(0, one).post("/api/auth/logout").expect(204)));
        } finally {
            killing.set(false);
            killer.join();
        }
    }

    @Test
    void afterAFailoverNobodyWhoWasEndedIsBack() throws InterruptedException {
        Answer ended = register();
        Answer living = register();
        as(0, ended).post("/api/auth/logout").expect(204);
        redis.killMaster();

        Answer endedMeanwhile = living;
        as(1, endedMeanwhile).get("/api/auth/me").expect(200);
        as(1, endedMeanwhile).post("/api/auth/logout").expect(204);
        long killed = System.nanoTime();
        Answer again = living;
        for (App app : apps) {
            again = signIn(app, living);
        }
        System.out.printf("failover, %s: all can sign in after %.1f s%n", where, (System.nanoTime() - killed) / 1e9);
        for (int i = 0; i < apps.size(); i++) {
            as(i, ended).get("/api/auth/me").expect(401, "invalid_token");
            as(i, endedMeanwhile).get("/api/auth/me").expect(401, "invalid_token");
            refresh(i, ended).expect(401);
            as(i, again).get("/api/auth/me").expect(200);
        }
        awaitCalm(apps.getFirst());
    }

    /** Whoever died stays dead: however often it is tried to reach them, that is no new interruption. */
    private static void awaitCalm(App app) throws InterruptedException {
        Redis redis = app.bean(Redis.class);
        long seen;
        int tries = 0;
        do {
            seen = redis.outages();
            Thread.sleep(LONGER_THAN_BETWEEN_TWO_TRIES);
        } while (seen != redis.outages() && ++tries < 5);
        assertEquals(seen, redis.outages(), "interruptions without an end");
    }

    /** As soon as somebody has taken over: often enough to have met each node of a Cluster. */
    private static Answer signIn(App app, Answer person) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        int inARow = 0;
        while (true) {
            Answer answer = app.api()
                    .post("/api/auth/login", Map.of("email", person.text("user/email"), "password", Api.PASSWORD));
            inARow = answer.status() == 503 ? 0 : inARow + 1;
            if (inARow == 12) {
                return answer.expect(200);
            }
            assertTrue(System.nanoTime() - end < 0, "nobody took over within 30 s");
        }
    }

    /** From the end of a session, acknowledged by the first instance, until the others refuse it; once refused, always. */
    private List<Long> latencies(Consumer<Answer> end) {
        List<Long> nanos = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Answer one = register();
            for (int i = 0; i < apps.size(); i++) {
                as(i, one).get(ANY_CALL).expect(200);
            }
            end.accept(one);
            long acknowledged = System.nanoTime();
            as(0, one).get(ANY_CALL).expect(401, "invalid_token");
            for (int i = 1; i < apps.size(); i++) {
                nanos.add(untilRefused(i, one, acknowledged));
            }
        }
        return nanos;
    }

    /** Not one call that was sent a second later may pass, and none after the first that was refused. */
    private long untilRefused(int instance, Answer one, long ended) {
        long sent;
        int status;
        do {
            sent = System.nanoTime();
            status = as(instance, one).get(ANY_CALL).status();
            assertTrue(status != 200 || sent - ended < AFTER, "let in after a second");
        } while (status != 401);
        as(instance, one).get(ANY_CALL).expect(401, "invalid_token");
        return sent - ended;
    }

    private void report(String name, List<Long> nanos) {
        Collections.sort(nanos);
        assertEquals(2 * ROUNDS, nanos.size());
        System.out.printf(
                "revocation, %s, %s: p50 %.1f ms, max %.1f ms%n",
                where, name, nanos.get(nanos.size() / 2) / 1e6, nanos.getLast() / 1e6);
    }

    private Api as(int app, Answer tokens) {
        return apps.get(app).api().as(tokens.text("accessToken"));
    }

    private Answer register() {
        return apps.getFirst()
                .api()
                .post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                "r-" + UUID.randomUUID() + "@example.com",
                                "password",
                                Api.PASSWORD,
                                "name",
                                "Rina"))
                .expect(201);
    }

    private Answer refresh(int app, Answer tokens) {
        return apps.get(app).api().post("/api/auth/refresh", Map.of("refreshToken", tokens.text("refreshToken")));
    }
}
