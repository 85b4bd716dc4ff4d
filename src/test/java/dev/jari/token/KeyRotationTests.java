package dev.jari.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;

class KeyRotationTests {
    private static final String[] QUICK = {"jari.auth.key-life=2s", "jari.auth.key-announce=1s"};

    /** Each client goes from instance to instance, signed by one, checked by the other, while keys come and sign. */
    @ParameterizedTest
    @EachEngine
    void underLoadNobodyNotices(Engine engine) {
        try (App one = App.start(engine, QUICK);
                App two = one.another(QUICK)) {
            Set<String> signers = ConcurrentHashMap.newKeySet();
            Set<Integer> answers = ConcurrentHashMap.newKeySet();
            Instant end = Instant.now().plus(Duration.ofSeconds(8));
            List<Api> instances = List.of(one.api(), two.api());
            Crowd.of(4, client -> () -> {
                Answer tokens = instances.getFirst().post("/api/auth/register", person(client));
                for (int turn = 0; Instant.now().isBefore(end); turn++) {
                    Api signing = instances.get(turn % 2);
                    Api checking = instances.get((turn + 1) % 2);
                    tokens = signing.post("/api/auth/refresh", Map.of("refreshToken", tokens.text("refreshToken")));
                    answers.add(tokens.expect(200).status());
                    signers.add(tokens.text("accessToken").split("\\.")[0]);
                    answers.add(checking.as(tokens.text("accessToken"))
                            .get("/api/auth/me")
                            .status());
                }
                return tokens;
            });
            assertEquals(Set.of(200), answers);
            assertTrue(signers.size() >= 3, () -> "signed by " + signers.size());
            Set<String> published = new HashSet<>();
            for (Api instance : instances) {
                instance.get("/.well-known/jwks.json")
                        .json()
                        .get("keys")
                        .forEach(key -> published.add(key.get("kid").asString()));
            }
            assertTrue(published.size() > signers.size(), "the next key is published before it signs");
        }
    }

    /** It looks once a minute; what it does not know by then was made by another instance, or by nobody. */
    @ParameterizedTest
    @EachEngine
    void anInstanceThatHasNotLookedForKeysLooksWhenItMeetsOne(Engine engine) throws InterruptedException {
        try (App quick = App.start(engine, QUICK);
                App slow = quick.another()) {
            Answer tokens = quick.api().post("/api/auth/register", person(9)).expect(201);
            Set<String> signers = new HashSet<>();
            for (int i = 0; i < 100 && signers.size() < 3; i++) {
                tokens = quick.api()
                        .post("/api/auth/refresh", Map.of("refreshToken", tokens.text("refreshToken")))
                        .expect(200);
                signers.add(tokens.text("accessToken").split("\\.")[0]);
                Thread.sleep(100);
            }
            assertEquals(3, signers.size());
            slow.api().as(tokens.text("accessToken")).get("/api/auth/me").expect(200);
            slow.api()
                    .post("/api/auth/refresh", Map.of("refreshToken", tokens.text("refreshToken")))
                    .expect(200);
        }
    }

    private static Map<String, String> person(int client) {
        return Map.of("email", "k" + client + "@example.com", "password", Api.PASSWORD, "name", "Kay");
    }
}
