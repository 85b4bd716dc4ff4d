package dev.jari.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.redis.Redis;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.token.RefreshTokens;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Language;
import dev.jari.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** One refresh token after the other: what each presentation of each of them does to the family. */
@ParameterizedClass
@EachEngine
class RefreshFamilyTests {
    private final Engine engine;
    private final App app;

    RefreshFamilyTests(Engine engine) {
        this.engine = engine;
        app = App.on(engine);
    }

    @Test
    void hundredAtOnceOverTwoInstancesAllGetTheOneSuccessor() throws Exception {
        try (App first = App.start(engine);
                App second = first.another();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Answer signedIn = register(first.api());
            List<Callable<Answer>> calls = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Api api = i % 2 == 0 ? first.api() : second.api();
                calls.add(() -> api.post("/api/auth/refresh", Map.of("refreshToken", signedIn.text("refreshToken"))));
            }
            Set<String> successors = new TreeSet<>();
            for (var call : threads.invokeAll(calls)) {
                successors.add(call.get().expect(200).text("refreshToken"));
            }
            assertEquals(1, successors.size());
            Answer next = second.api()
                    .post(
                            "/api/auth/refresh",
                            Map.of("refreshToken", successors.iterator().next()))
                    .expect(200);
            first.api().as(next.text("accessToken")).get("/api/auth/me").expect(200);
        }
    }

    @Test
    void aReplayAfterTheGraceEndsTheFamily() throws Exception {
        try (App strict = App.start(engine, "jari.auth.refresh-grace=50ms")) {
            Api api = strict.api();
            String stolen = register(api).text("refreshToken");
            Answer rightful = api.post("/api/auth/refresh", Map.of("refreshToken", stolen))
                    .expect(200);
            Thread.sleep(100);
            api.post("/api/auth/refresh", Map.of("refreshToken", stolen)).expect(401, "token_reused");
            api.as(rightful.text("accessToken")).get("/api/auth/me").expect(401, "invalid_token");
            api.post("/api/auth/refresh", Map.of("refreshToken", rightful.text("refreshToken")))
                    .expect(401, "invalid_refresh_token");
        }
    }

    /** The instance that found a reuse may die before SQL has it; the mark in Redis outlives the blacklist. */
    @Test
    void aReuseThatNobodyHeardOfEndsTheSessionAllTheSame() {
        User user = app.bean(Users.class)
                .register("q-" + UUID.randomUUID() + "@example.com", Api.PASSWORD, "Quiet", Language.KO);
        Sessions sessions = app.bean(Sessions.class);
        String first =
                sessions.start(user, Session.Device.of("curl/8", "127.0.0.1")).refresh();
        String third = sessions.refresh(sessions.refresh(first).refresh()).refresh();
        var stolen = app.bean(RefreshTokens.class).read(first).orElseThrow();
        assertEquals(
                LiveSessions.Outcome.REUSE,
                app.bean(LiveSessions.class)
                        .refresh(stolen.sessionId(), stolen.counter())
                        .outcome());
        Redis redis = app.bean(Redis.class);
        redis.await(redis.send(r -> r.del(Redis.bytes("blacklist:{" + stolen.sessionId() + "}"))));

        assertEquals(
                "invalid_refresh_token",
                assertThrows(Problem.class, () -> sessions.refresh(third)).code());
        assertTrue(sessions.byId(stolen.sessionId()).orElseThrow().revoked());
    }

    /** Random histories of refresh, replay, reuse, passing time, ending and a Redis that loses everything, against a model. */
    @Test
    void behavesAsItsModel() {
        long seed = Long.getLong("jari.test.seed", System.nanoTime());
        System.out.println("RefreshFamilyTests.behavesAsItsModel: -Djari.test.seed=" + seed);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        User user = app.bean(Users.class)
                .register("m-" + UUID.randomUUID() + "@example.com", Api.PASSWORD, "Model", Language.KO);
        for (int history = 0; history < 60; history++) {
            new Family(user, random, "seed " + seed + ", history " + history).live();
        }
    }

    private final class Family {
        private final Sessions sessions = app.bean(Sessions.class);
        private final RefreshTokens texts = app.bean(RefreshTokens.class);
        private final Redis redis = app.bean(Redis.class);
        private final LastSeen mirror = app.bean(LastSeen.class);
        private final User user;
        private final RandomGenerator random;
        private final List<String> done = new ArrayList<>();
        private final String sessionId;
        private long current;
        private boolean inGrace;
        private boolean alive = true;
        private boolean lost;
        private boolean refilled;

        Family(User user, RandomGenerator random, String name) {
            this.user = user;
            this.random = random;
            done.add(name);
            String first = sessions.start(user, Session.Device.of("curl/8", "127.0.0.1"))
                    .refresh();
            sessionId = texts.read(first).orElseThrow().sessionId();
        }

        void live() {
            for (int step = 0; step < 25; step++) {
                switch (random.nextInt(20)) {
                    case 0 -> end();
                    case 1, 2 -> letTimePass();
                    case 3 -> lose();
                    case 4, 5, 6 -> present(Math.max(0, current - 1));
                    case 7 -> present(Math.max(0, current - 1 - random.nextInt(3)));
                    case 8 -> present(current + 1 + random.nextInt(3));
                    default -> present(current);
                }
            }
        }

        private void end() {
            done.add("end");
            assertEquals(alive, app.bean(SignOuts.class).end(user.id(), sessionId), done::toString);
            alive = false;
        }

        private void letTimePass() {
            done.add("time passes");
            byte[] key = Redis.bytes("refresh:{" + sessionId + "}");
            if (redis.await(redis.send(r -> r.exists(key))) == 1) {
                redis.await(redis.send(r -> r.hset(key, Redis.bytes("r"), Redis.bytes("0"))));
                inGrace = false;
            }
        }

        /** What SQL has by then is what Redis gets back. */
        private void lose() {
            done.add("lose");
            mirror.write();
            redis.await(redis.send(r -> r.del(
                    Redis.bytes("refresh:{" + sessionId + "}"),
                    Redis.bytes("blacklist:{" + sessionId + "}"),
                    Redis.bytes("session:{" + user.id() + "}"))));
            // The time of the last refresh comes back with it.
            inGrace = current > 0;
            lost = true;
            refilled = false;
        }

        private void present(long counter) {
            String expected = expected(counter);
            done.add(counter + " at " + current + " -> " + expected);
            String outcome;
            try {
                Sessions.Tokens tokens = sessions.refresh(texts.text(sessionId, counter));
                outcome =
                        "granted " + texts.read(tokens.refresh()).orElseThrow().counter();
                assertTrue(tokens.refreshLife() > 604_000, done::toString);
            } catch (Problem problem) {
                outcome = problem.code();
            }
            assertEquals(expected, outcome, done::toString);
        }

        private String expected(long counter) {
            if (alive && (lost || refilled)) {
                // A MAC of ours: we made it in the second that the copy in SQL lags behind.
                current = Math.max(current, counter);
                refilled = current > 0;
                lost = false;
            }
            if (!alive || counter > current) {
                return "invalid_refresh_token";
            }
            if (counter == current) {
                current++;
                inGrace = true;
                return "granted " + current;
            }
            if (counter == current - 1 && inGrace) {
                return "granted " + current;
            }
            alive = false;
            return "token_reused";
        }
    }

    private static Answer register(Api api) {
        return api.post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                "r-" + UUID.randomUUID() + "@example.com",
                                "password",
                                Api.PASSWORD,
                                "name",
                                "Rin"))
                .expect(201);
    }
}
