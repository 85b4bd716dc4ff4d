package dev.jari.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitTests {
    private static final String[] SETTINGS = {
        "jari.rate-limit.enabled=true",
        "jari.rate-limit.login-per-minute=10",
        "jari.rate-limit.api-per-minute=40",
        "jari.web.trusted-proxies=127.0.0.0/8"
    };
    private final App first = App.start(Engine.SQLITE, SETTINGS);
    private final App second = first.another(SETTINGS);

    @AfterAll
    void stop() {
        second.close();
        first.close();
    }

    @Test
    void holdsExactlyOverTwoInstances() throws Exception {
        List<Answer> answers = together(120, i -> from("198.51.100.1", i).get("/api/businesses"));
        assertEquals(
                40, answers.stream().filter(answer -> answer.status() != 429).count());
        Answer refused = answers.stream()
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow()
                .expect(429, "rate_limited");
        int wait = Integer.parseInt(refused.header("Retry-After"));
        assertTrue(wait > 50 && wait <= 60, () -> "Retry-After " + wait);
        assertTrue(refused.header("RateLimit").matches("\"api\";r=0;t=\\d+"), refused.header("RateLimit"));
        assertEquals("\"api\";q=40;w=60", refused.header("RateLimit-Policy"));
        assertEquals(200, from("198.51.100.2", 0).get("/api/businesses").status(), "another address is not concerned");
    }

    @Test
    void tellsWhatIsLeft() {
        Api api = from("198.51.100.3", 0);
        assertTrue(api.get("/api/businesses").header("RateLimit").startsWith("\"api\";r=39;t="));
        assertTrue(api.get("/api/businesses").header("RateLimit").startsWith("\"api\";r=38;t="));
    }

    @Test
    void countsRefusedCallersToo() throws Exception {
        List<Answer> answers =
                together(60, i -> from("198.51.100.4", i).as("x.y.z").get("/api/auth/me"));
        assertEquals(
                40, answers.stream().filter(answer -> answer.status() == 401).count());
    }

    @Test
    void countsAUserWhereverTheyAre() throws Exception {
        Answer signedIn = register("user@example.com", "198.51.100.20");
        String token = signedIn.text("accessToken");
        List<Answer> answers =
                together(60, i -> from("198.51.101." + i, i).as(token).get("/api/auth/me"));
        assertEquals(
                40, answers.stream().filter(answer -> answer.status() == 200).count());
    }

    @Test
    void limitsSignInsByAddressAndByAccount() throws Exception {
        register("victim@example.com", "198.51.100.30");
        Map<String, String> guess = Map.of("email", "victim@example.com", "password", "not the right password");
        List<Answer> spread = together(25, i -> from("198.51.102." + i, i).post("/api/auth/login", guess));
        assertEquals(
                10, spread.stream().filter(answer -> answer.status() == 401).count(), "one account, many addresses");
        List<Answer> sprayed = together(
                25,
                i -> from("198.51.100.31", i)
                        .post(
                                "/api/auth/login",
                                Map.of("email", "nobody" + i + "@example.com", "password", "not the right password")));
        assertEquals(
                10, sprayed.stream().filter(answer -> answer.status() == 401).count(), "one address, many accounts");
        Answer refused = from("198.51.100.31", 0).post("/api/auth/login", guess).expect(429, "rate_limited");
        assertTrue(refused.response().headers().allValues("RateLimit").stream()
                .anyMatch(value -> value.startsWith("\"login\";r=0;")));
    }

    @Test
    void anIpv6NetworkIsOneClient() throws Exception {
        List<Answer> answers = together(60, i -> from("2001:db8:1:2::" + i, i).get("/api/businesses"));
        assertEquals(
                40, answers.stream().filter(answer -> answer.status() != 429).count());
    }

    @Test
    void believesOnlyTrustedProxies() throws Exception {
        try (App direct =
                App.start(Engine.SQLITE, "jari.rate-limit.enabled=true", "jari.rate-limit.api-per-minute=5")) {
            for (int i = 0; i < 5; i++) {
                direct.api().header("X-Forwarded-For", "198.51.100." + i).get("/api/businesses");
            }
            direct.api()
                    .header("X-Forwarded-For", "198.51.100.99")
                    .get("/api/businesses")
                    .expect(429, "rate_limited");
        }
        // What a client writes itself stands left of what the proxy adds.
        List<Answer> answers =
                together(60, i -> from("203.0.113." + i + ", 198.51.100.40", i).get("/api/businesses"));
        assertEquals(
                40, answers.stream().filter(answer -> answer.status() != 429).count());
    }

    private Api from(String address, int i) {
        return (i % 2 == 0 ? first : second).api().header("X-Forwarded-For", address);
    }

    private Answer register(String email, String address) {
        return from(address, 0)
                .post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", "Rae"))
                .expect(201);
    }

    private static List<Answer> together(int times, java.util.function.IntFunction<Answer> call) throws Exception {
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            int number = i;
            calls.add(() -> call.apply(number));
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            List<Answer> answers = new ArrayList<>();
            for (var answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
