package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Shop;
import dev.jari.testing.Stomp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real nginx before two real instances. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EdgeE2E {
    private static final List<String> SECURITY = List.of(
            "strict-transport-security",
            "content-security-policy",
            "referrer-policy",
            "permissions-policy",
            "x-content-type-options",
            "x-frame-options");

    private static final Executor BESIDE = Thread::startVirtualThread;

    private static Pair pair;
    private static Nginx nginx;
    /** A whole minute of one address, which passes beside the other tests. */
    private static CompletableFuture<List<Api.Answer>> minute;

    @BeforeAll
    static void start() throws Exception {
        pair = Pair.start();
        nginx = pair.nginx();
        minute = CompletableFuture.supplyAsync(EdgeE2E::loginsOfAMinute, BESIDE);
    }

    @AfterAll
    static void stop() {
        pair.close();
    }

    private static Api.Answer login(Api from) {
        return from.post(
                "/api/auth/login", Map.of("email", UUID.randomUUID() + "@example.com", "password", "a wrong password"));
    }

    /** Eleven at once, one twelve seconds later, and one when we were told to come back. */
    private static List<Api.Answer> loginsOfAMinute() {
        Api client = nginx.from("127.0.0.10");
        List<Api.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 11; i++) {
            answers.add(login(client));
        }
        rest(12);
        answers.add(login(client));
        rest(Long.parseLong(answers.getLast().header("Retry-After")));
        answers.add(login(client));
        return answers;
    }

    private static void rest(long seconds) {
        try {
            TimeUnit.SECONDS.sleep(seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @Order(8)
    void letsTenLoginsPassInAMinuteAndNotOneMore() throws IOException {
        List<Api.Answer> answers = minute.join();
        answers.subList(0, 10).forEach(answer -> answer.expect(401));
        // The edge refuses the burst; twelve seconds later it would let two pass, and the instances know of all ten.
        assertTooMany(answers.get(10));
        assertTooMany(answers.get(11));
        assertThat(answers.get(11).response().headers().allValues("RateLimit-Policy"))
                .contains("\"login\";q=10;w=60");
        answers.get(12).expect(401);
        List<String> mine = nginx.log("/api/auth/login").stream()
                .filter(line -> line.contains("\"client\":\"127.0.0.10\""))
                .toList();
        assertThat(mine.get(10)).contains("\"upstream\":\"\"");
        assertThat(mine.get(11)).doesNotContain("\"upstream\":\"\"");
    }

    private static void assertTooMany(Api.Answer answer) {
        answer.expect(429, "rate_limited");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.json().propertyNames())
                .containsExactly("type", "title", "status", "detail", "code", "traceId");
        assertThat(answer.text("traceId")).matches("[0-9a-f]{32}").isEqualTo(answer.header("X-Trace-Id"));
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    }

    @Test
    @Order(1)
    void whatAClientSaysAboutItsAddressDoesNotCount() {
        Api client = nginx.from("127.0.0.11");
        for (int i = 0; i < 10; i++) {
            login(client.header("X-Forwarded-For", "203.0.113." + i)).expect(401);
        }
        for (String name : List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP", "X-Client-IP")) {
            assertTooMany(login(client.header(name, name.equals("Forwarded") ? "for=203.0.113.99" : "203.0.113.99")));
        }
        assertTooMany(login(client.header("X-Forwarded-For", "127.0.0.1").header("X-Forwarded-For", "203.0.113.98")));
        login(nginx.from("127.0.0.12")).expect(401);
    }

    @Test
    @Order(2)
    void letsAHundredCallsPassInAMinuteAndNotOneMore() throws IOException {
        Api client = nginx.from("127.0.0.13");
        for (int i = 0; i < 100; i++) {
            client.get("/api/businesses?limit=1").expect(200);
        }
        assertTooMany(client.get("/api/businesses?limit=1"));
        // Made-up tokens are new to the edge, not to the instances.
        assertTooMany(client.as(UUID.randomUUID() + "." + UUID.randomUUID() + "." + UUID.randomUUID())
                .get("/api/businesses?limit=1"));
        List<String> log = nginx.log("/api/businesses").stream()
                .filter(line -> line.contains("\"client\":\"127.0.0.13\""))
                .toList();
        for (int port : pair.ports()) {
            assertThat(log).filteredOn(line -> line.contains(":" + port + "\"")).hasSizeBetween(45, 56);
        }
    }

    @Test
    @Order(3)
    void countsPeopleAtOneAddressByThemselves() {
        Api cafe = nginx.from("127.0.0.14");
        Api one = cafe.registered("one");
        Api two = cafe.registered("two");
        for (int i = 0; i < 100; i++) {
            one.get("/api/auth/me").expect(200);
        }
        assertTooMany(one.get("/api/auth/me"));
        two.get("/api/auth/me").expect(200);
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(
            strings = {
                "/admin",
                "/admin/users",
                "/api/admin/users",
                "/api/%61dmin/users",
                "/api//admin",
                "/x/../api/admin"
            })
    void operatorsComeFromTheAllowListOnly(String path) {
        Api outside = nginx.from("127.0.0.15").header("Accept", "text/html,application/json");
        Api.Answer refused = outside.get(path).expect(403, "forbidden");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        Api inside = nginx.from("127.0.0.1").header("Accept", "text/html,application/json");
        assertThat(inside.get(path).status()).isIn(200, 400, 401);
    }

    @Test
    @Order(5)
    void nothingLeadsToTheManagement() {
        Api anybody = nginx.from("127.0.0.1");
        for (String path :
                List.of("/actuator", "/actuator/health", "/actuator/prometheus", "/%61ctuator/env", "/management")) {
            anybody.get(path).expect(404, "not_found");
        }
    }

    @Test
    @Order(6)
    void everyAnswerHasEachSecurityHeaderOnce() throws IOException {
        Api client = nginx.from("127.0.0.16").header("Accept", "text/html,application/json");
        Api.Answer page = client.get("/shops/somewhere").expect(200);
        assertThat(page.header("Content-Type")).isEqualToIgnoringCase("text/html; charset=utf-8");
        String script = page.body().replaceAll("(?s).*src=\"(/assets/main-[^\"]+)\".*", "$1");
        Api.Answer asset = client.header("Accept-Encoding", "gzip").get(script).expect(200);
        assertThat(asset.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(asset.header("Cache-Control")).contains("immutable");
        Api.Answer fromTheApplication = client.get("/api/businesses?limit=1").expect(200);
        // nginx writes its log after it has answered, but before the next request of the same connection.
        assertThat(nginx.log(script)).first().asString().contains("\"upstream\":\"\"");
        for (Api.Answer answer : List.of(
                page,
                asset,
                fromTheApplication,
                client.get("/assets/gone.js").expect(404),
                client.get("/actuator").expect(404),
                client.post("/api/businesses", "x".repeat(70_000)).expect(413, "too_large"))) {
            for (String name : SECURITY) {
                assertThat(answer.response().headers().allValues(name))
                        .as(name + " of " + answer.response().uri())
                        .isEqualTo(fromTheApplication.response().headers().allValues(name))
                        .hasSize(1);
            }
            assertThat(answer.header("Server")).isEqualTo("nginx");
            assertThat(answer.response().headers().map()).doesNotContainKeys("x-powered-by", "via");
        }
        Api.Answer traced = client.header("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .get("/api/businesses?limit=1");
        assertThat(traced.header("X-Trace-Id")).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @Test
    @Order(7)
    void whatIsLiveComesAtOnceBySocketAndByEventStream() throws Exception {
        Api client = nginx.from("127.0.0.17");
        Shop shop = Shop.open(client);
        Api customer = client.registered("customer");
        String room = customer.post("/api/rooms", Map.of("businessId", shop.id))
                .expect(201)
                .text("id");
        HttpClient http = nginx.client("127.0.0.17", HttpClient.Version.HTTP_1_1);
        HttpRequest events = HttpRequest.newBuilder(URI.create(nginx.base() + "/api/rooms/" + room + "/events"))
                .header("Authorization", "Bearer " + customer.accessToken())
                .build();
        try (Stomp socket = Stomp.as(nginx.base(), http, shop.owner.accessToken());
                Stream<String> lines = http.send(events, BodyHandlers.ofLines()).body()) {
            socket.subscribe("room", "/topic/rooms." + room);
            Iterator<String> stream = lines.iterator();
            CompletableFuture<Boolean> heard = CompletableFuture.supplyAsync(
                    () -> {
                        while (stream.hasNext()) {
                            if (stream.next().contains("여기요")) {
                                return true;
                            }
                        }
                        return false;
                    },
                    BESIDE);
            customer.post(
                            "/api/rooms/" + room + "/messages",
                            Map.of("clientMessageId", UUID.randomUUID().toString(), "body", "여기요"))
                    .expect(201);
            assertThat(socket.expect("MESSAGE").body()).contains("여기요");
            assertThat(heard.get(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    @Order(9)
    void noReadFailsWhenAnInstanceIsKilled() throws IOException {
        Set<Integer> statuses = new TreeSet<>();
        for (int client = 0; client < 20; client++) {
            Api api = nginx.from("127.0.1." + client);
            for (int i = 0; i < 25; i++) {
                statuses.add(api.get("/api/businesses?limit=1").status());
                if (client == 5 && i == 5) {
                    pair.kill(1);
                }
            }
        }
        assertThat(statuses).containsExactly(200);
        assertThat(nginx.log("/api/businesses")).anyMatch(line -> line.contains("\"upstreamStatus\":\"502, 200\""));
        System.out.println("edge: 500 reads over two instances, one of them killed: 0 failed");
    }
}
