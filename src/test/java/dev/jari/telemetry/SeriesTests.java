package dev.jari.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An instance that has seen what people do all day has few series, and none of them is anybody's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesTests {
    /** deploy/prometheus warns at 4000. */
    private static final int BUDGET = 1_200;

    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern SOMEBODYS = Pattern.compile(".*([0-9a-f]{8}-[0-9a-f]{4}|@|[A-Za-z0-9_-]{32,}).*");

    private final App app = App.start(Engine.SQLITE);
    private final Api api = app.api();
    private List<String> series = List.of();

    @BeforeAll
    void aDay() {
        Shop shop = Shop.open(api);
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        Api customer = api.registered("customer");
        accounts(customer);
        browsing(shop, service, customer);
        booking(shop, service, customer);
        talking(shop, customer);
        nonsense();
        series = new Api("http://127.0.0.1:" + app.managementPort())
                .get("/actuator/prometheus")
                .expect(200)
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
    }

    private void accounts(Api customer) {
        customer.get("/api/auth/me").expect(200);
        customer.get("/api/auth/sessions").expect(200);
        customer.patch("/api/auth/me", Map.of("name", "Kim")).expect(200);
        customer.get("/api/notifications").expect(200);
        api.post("/api/auth/login", Map.of("email", "nobody@example.com", "password", "wrong"))
                .expect(401);
        api.post("/api/auth/password-reset", Map.of("email", "nobody@example.com"));
        api.post("/api/auth/refresh", Map.of("refreshToken", "x".repeat(80)));
        api.as("not-a-token").get("/api/auth/me").expect(401);
        Api leaving = api.registered("leaving");
        leaving.post("/api/auth/logout");
        leaving.get("/api/auth/me").expect(401);
    }

    private void browsing(Shop shop, String service, Api customer) {
        for (Api somebody : List.of(api, customer)) {
            somebody.get("/api/businesses?q=jari").expect(200);
            somebody.get(shop.path("")).expect(200);
            somebody.get(shop.path("/services")).expect(200);
            shop.free(somebody, service, 1, "");
        }
        for (int i = 0; i < 20; i++) {
            api.get("/api/businesses/" + UUID.randomUUID()).expect(404);
            api.get("/shops/" + UUID.randomUUID());
        }
        api.get("/");
    }

    private void booking(Shop shop, String service, Api customer) {
        String start = Shop.time(1, 10, 0);
        String id = shop.book(customer, service, start).expect(201).text("id");
        shop.book(customer, service, start).expect(409);
        shop.book(customer, UUID.randomUUID().toString(), start);
        customer.get("/api/reservations").expect(200);
        customer.get("/api/reservations/" + id).expect(200);
        customer.post("/api/reservations/" + id + "/cancellation");
    }

    private void talking(Shop shop, Api customer) {
        String room = customer.post("/api/rooms", Map.of("businessId", shop.id))
                .expect(201)
                .text("id");
        customer.post("/api/rooms/" + room + "/messages", Map.of("clientMessageId", UUID.randomUUID(), "body", "hello"))
                .expect(201);
        shop.owner.get("/api/rooms/" + room + "/messages").expect(200);
        shop.owner.get("/api/rooms").expect(200);
        customer.get("/api/posts").expect(200);
    }

    private void nonsense() {
        for (int i = 0; i < 20; i++) {
            api.get("/nowhere/" + UUID.randomUUID()).expect(404);
            api.get("/api/nowhere/" + UUID.randomUUID());
            api.send("BREW" + i, "/api/businesses", null);
        }
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void theyAreFew() {
        System.out.println(series.size() + " series of " + BUDGET);
        assertThat(series).hasSizeBetween(300, BUDGET);
    }

    @Test
    void noLabelHasAnIdAnAddressOrATextInIt() {
        for (String line : series) {
            assertThat(LABEL.matcher(line).results().map(label -> label.group(2)))
                    .as(line)
                    .noneMatch(value -> SOMEBODYS.matcher(value).matches());
        }
    }

    @Test
    void noOneInventsMethods() {
        assertThat(values("method")).isSubsetOf("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "UNKNOWN");
    }

    @Test
    void whatIsPromisedIsThere() {
        Set<String> names = new TreeSet<>(
                series.stream().map(line -> line.replaceAll("[{ ].*", "")).toList());
        assertThat(names)
                .contains(
                        "jari_tokens_issued_total",
                        "jari_tokens_verified_total",
                        "jari_tokens_revoked_total",
                        "jari_refresh_total",
                        "jari_revocation_lag_seconds_bucket",
                        "jari_redis_up",
                        "jari_gate_total",
                        "jari_bookings_total",
                        "jari_overbooked_cells",
                        "jari_chat_gaps_total",
                        "jari_chat_lag_seconds_bucket",
                        "jari_notification_outbox_due",
                        "jari_job_age_seconds",
                        "jari_cache_total");
        assertThat(values("outcome")).contains("booked", "slot_taken", "refused");
        assertThat(values("pool")).contains("sqlite-writer", "sqlite-readers");
    }

    private Set<String> values(String label) {
        Set<String> values = new TreeSet<>();
        for (String line : series) {
            LABEL.matcher(line)
                    .results()
                    .filter(match -> match.group(1).equals(label))
                    .map((MatchResult match) -> match.group(2))
                    .forEach(values::add);
        }
        return values;
    }
}
