package dev.jari.reservation;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EachEngine
class ReservationsTests {
    private final App app;
    private final Shop shop;
    private final Api customer;

    ReservationsTests(Engine engine) {
        this.app = App.on(engine);
        this.shop = Shop.open(app.api());
        this.customer = app.api().registered("customer");
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(app.bean(Audit.class).report()).matches(Audit.Report::isClean);
    }

    private String haircut(Map<String, Object> settings) {
        return shop.service(List.of(shop.resource("STAFF", 1)), settings);
    }

    @Test
    void booksSeesAndCancels() {
        String service = haircut(Map.of("cancelBeforeMinutes", 60));
        String start = time(1, 14, 0);
        assertThat(shop.free(app.api(), service, 1, "")).contains(start);
        Api.Answer booked =
                shop.book(customer, service, start, Map.of("note", "창가")).expect(201);
        assertThat(booked.text("state")).isEqualTo("CONFIRMED");
        assertThat(booked.text("start")).isEqualTo(start);
        assertThat(booked.text("end")).isEqualTo(time(1, 15, 0));
        assertThat(booked.text("cancelUntil")).isEqualTo(time(1, 13, 0));
        assertThat(booked.text("zone")).isEqualTo("Asia/Seoul");
        assertThat(booked.text("resources/0/role")).isEqualTo("staff");
        assertThat(booked.text("note")).isEqualTo("창가");
        assertThat(shop.free(app.api(), service, 1, ""))
                .doesNotContain(time(1, 13, 30), start, time(1, 14, 30))
                .contains(time(1, 13, 0), time(1, 15, 0));

        String path = "/api/reservations/" + booked.text("id");
        assertThat(customer.get(path).expect(200).text("code")).isEqualTo(booked.text("code"));
        assertThat(customer.get("/api/reservations").expect(200).text("items/0/id"))
                .isEqualTo(booked.text("id"));
        assertThat(shop.owner
                        .get("/api/reservations?businessId=" + shop.id)
                        .expect(200)
                        .text("items/0/id"))
                .isEqualTo(booked.text("id"));

        assertThat(shop.owner.get(path).expect(200).text("customerName")).isEqualTo("customer");
        assertThat(customer.get(path).json().has("customerName")).isFalse();
        assertThat(customer.post(path + "/cancellation").expect(200).text("state"))
                .isEqualTo("CANCELLED");
        customer.post(path + "/cancellation").expect(409, "state_changed");
        assertThat(shop.free(app.api(), service, 1, "")).contains(start);
    }

    @Test
    void isNobodyElsesToSeeOrCancel() {
        String service = haircut(Map.of());
        String path = "/api/reservations/"
                + shop.book(customer, service, time(1, 14, 0)).expect(201).text("id");
        for (Api other : List.of(app.api().registered("other"), Shop.open(app.api()).owner)) {
            other.get(path).expect(404, "not_found");
            other.post(path + "/cancellation").expect(404, "not_found");
            other.post(path + "/completion").expect(404, "not_found");
            other.get("/api/reservations?businessId=" + shop.id).expect(403, "forbidden");
        }
        customer.post(path + "/completion").expect(403, "forbidden");
        app.api().get(path).expect(401);
    }

    @Test
    void refusesASlotAlreadyTakenAndNamesTheNearest() {
        String service = haircut(Map.of());
        String start = time(1, 14, 0);
        shop.book(customer, service, start).expect(201);
        Api.Answer refused =
                shop.book(app.api().registered("second"), service, start).expect(409, "slot_taken");
        List<String> alternatives = refused.json()
                .get("alternatives")
                .valueStream()
                .map(node -> node.asString())
                .toList();
        assertThat(alternatives).hasSize(5).startsWith(time(1, 13, 0)).contains(time(1, 15, 0));
        shop.book(app.api().registered("third"), service, alternatives.getFirst())
                .expect(201);
    }

    @Test
    void saysWhatIsWrongWithATime() {
        String service = haircut(Map.of("leadMinutes", 120, "horizonDays", 30, "minParty", 1, "maxParty", 2));
        shop.hours("09:00", "18:00");
        shop.book(customer, service, time(1, 3, 0)).expect(422, "outside_hours");
        shop.book(customer, service, time(1, 17, 30)).expect(422, "outside_hours");
        shop.book(customer, service, time(1, 14, 10)).expect(422, "off_grid");
        shop.book(customer, service, time(-1, 14, 0)).expect(422, "lead_time");
        shop.book(customer, service, time(31, 14, 0)).expect(422, "horizon");
        shop.book(customer, service, time(1, 14, 0), Map.of("party", 3)).expect(422, "party_size");
        shop.book(customer, service, time(1, 14, 0), Map.of("party", 0)).expect(422, "validation");
        shop.book(customer, service, "tomorrow").expect(400, "malformed_json");
        shop.book(customer, "nothing", time(1, 14, 0)).expect(404, "not_found");
        shop.book(customer, service, time(1, 14, 0), Map.of("resourceId", "nobody"))
                .expect(422, "validation");
        shop.book(app.api(), service, time(1, 14, 0)).expect(401);
    }

    @Test
    void requiresAKeyAndAnswersItTheSameAgain() {
        String service = haircut(Map.of());
        Map<String, Object> order = shop.order(service, time(1, 10, 0), Map.of());
        customer.post("/api/reservations", order).expect(400, "idempotency_key_missing");
        customer.header("Idempotency-Key", "a b")
                .post("/api/reservations", order)
                .expect(400);

        Api once = customer.header("Idempotency-Key", UUID.randomUUID().toString());
        Api.Answer first = once.post("/api/reservations", order).expect(201);
        Api.Answer again = once.post("/api/reservations", order).expect(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        once.post("/api/reservations", shop.order(service, time(1, 12, 0), Map.of()))
                .expect(422, "idempotency_key_reused");
        assertThat(customer.get("/api/reservations").json().get("items")).hasSize(1);
    }

    @Test
    void aStoredRefusalIsGivenAgainEvenWhenThePlaceIsFreeByNow() {
        String service = haircut(Map.of());
        String id = shop.book(customer, service, time(1, 10, 0)).expect(201).text("id");
        Api loser = app.api().registered("loser").once();
        loser.post("/api/reservations", shop.order(service, time(1, 10, 0), Map.of()))
                .expect(409, "slot_taken");
        customer.post("/api/reservations/" + id + "/cancellation").expect(200);
        Api.Answer again = loser.post("/api/reservations", shop.order(service, time(1, 10, 0), Map.of()));
        again.expect(409, "slot_taken");
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aHoldIsConfirmedOrExpires() {
        String service = haircut(Map.of("holdMinutes", 5));
        Api.Answer held = shop.book(customer, service, time(1, 10, 0), Map.of("hold", true))
                .expect(201);
        assertThat(held.text("state")).isEqualTo("HELD");
        assertThat(held.text("expiresAt")).isNotEmpty();
        shop.book(app.api().registered("other"), service, time(1, 10, 0)).expect(409, "slot_taken");
        String path = "/api/reservations/" + held.text("id");
        assertThat(customer.post(path + "/confirmation").expect(200).text("state"))
                .isEqualTo("CONFIRMED");
        customer.post(path + "/confirmation").expect(409, "state_changed");

        String stale = shop.book(customer, service, time(1, 12, 0), Map.of("hold", true))
                .expect(201)
                .text("id");
        age(stale);
        customer.post("/api/reservations/" + stale + "/confirmation").expect(409, "state_changed");
        shop.book(app.api().registered("other"), service, time(1, 12, 0)).expect(201);
        assertThat(customer.get("/api/reservations/" + stale).text("state")).isEqualTo("EXPIRED");
    }

    /** Lets the time of a hold pass. */
    private void age(String id) {
        app.bean(org.springframework.transaction.support.TransactionTemplate.class)
                .executeWithoutResult(status -> app.bean(JdbcClient.class)
                        .sql("update reservation set expires_at = 1 where id = ?")
                        .param(id)
                        .update());
    }

    @Test
    void theShopDecidesWhereItApproves() {
        String service = haircut(Map.of("mode", "APPROVAL"));
        Api.Answer pending = shop.book(customer, service, time(1, 10, 0)).expect(201);
        assertThat(pending.text("state")).isEqualTo("PENDING");
        String path = "/api/reservations/" + pending.text("id");
        customer.post(path + "/approval").expect(403);
        assertThat(shop.owner.post(path + "/approval").expect(200).text("state"))
                .isEqualTo("CONFIRMED");
        shop.owner.post(path + "/rejection").expect(409, "state_changed");

        String rejected =
                shop.book(customer, service, time(1, 12, 0)).expect(201).text("id");
        shop.owner.post("/api/reservations/" + rejected + "/rejection").expect(200);
        assertThat(shop.free(app.api(), service, 1, "")).contains(time(1, 12, 0));

        String held = shop.book(customer, service, time(1, 15, 0), Map.of("hold", true))
                .expect(201)
                .text("id");
        assertThat(customer.post("/api/reservations/" + held + "/confirmation")
                        .expect(200)
                        .text("state"))
                .isEqualTo("PENDING");
    }

    @Test
    void runsTheDay() {
        String service = haircut(Map.of());
        Api.Answer walkIn = shop.book(
                        shop.owner,
                        service,
                        time(1, 10, 5),
                        Map.of("guest", Map.of("name", "김하늘", "phone", "010-0000-0000")))
                .expect(201);
        assertThat(walkIn.text("guest/name")).isEqualTo("김하늘");
        shop.book(customer, service, time(1, 12, 0), Map.of("guest", Map.of("name", "x")))
                .expect(403);
        String path = "/api/reservations/" + walkIn.text("id");
        customer.get(path).expect(404);
        assertThat(shop.owner.post(path + "/check-in").expect(200).text("state"))
                .isEqualTo("CHECKED_IN");
        assertThat(shop.owner.post(path + "/completion").expect(200).text("state"))
                .isEqualTo("COMPLETED");
        shop.owner.post(path + "/no-show").expect(409, "state_changed");
        customer.get("/api/reservations?businessId=" + shop.id).expect(403);
    }

    @Test
    void aPoolFillsUpToExactlyItsCapacity() {
        String pool = shop.resource("POOL", 12);
        String service = shop.service(List.of(pool), Map.of("maxParty", 12));
        String start = time(1, 10, 0);
        shop.book(customer, service, start, Map.of("party", 5)).expect(201);
        shop.book(customer, service, start, Map.of("party", 4)).expect(201);
        shop.book(customer, service, start, Map.of("party", 4)).expect(409, "slot_taken");
        assertThat(shop.free(app.api(), service, 1, "&party=3")).contains(start);
        assertThat(shop.free(app.api(), service, 1, "&party=4")).doesNotContain(start);
        shop.book(customer, service, start, Map.of("party", 3)).expect(201);
        shop.book(customer, service, start, Map.of("party", 1)).expect(409, "slot_taken");
        Api.Answer refused = shop.owner.patch(shop.path("/resources/" + pool), Map.of("capacity", 11));
        refused.expect(409, "capacity_in_use");
        assertThat(refused.json().get("reservations")).hasSize(3);
        shop.owner
                .patch(shop.path("/resources/" + pool), Map.of("capacity", 13))
                .expect(200);
        shop.book(customer, service, start, Map.of("party", 1)).expect(201);
    }

    @Test
    void buffersKeepTheirDistanceAndSharedOnesOverlap() {
        String exclusive = haircut(Map.of("bufferAfterMinutes", 30, "bufferBeforeMinutes", 30));
        shop.book(customer, exclusive, time(1, 10, 0)).expect(201);
        assertThat(shop.free(app.api(), exclusive, 1, ""))
                .doesNotContain(time(1, 11, 0), time(1, 11, 30))
                .contains(time(1, 12, 0));
        shop.book(customer, exclusive, time(1, 11, 30)).expect(409, "slot_taken");

        String shared = haircut(Map.of("bufferAfterMinutes", 30, "bufferBeforeMinutes", 30, "sharedBuffer", true));
        shop.book(customer, shared, time(1, 10, 0)).expect(201);
        assertThat(shop.free(app.api(), shared, 1, ""))
                .doesNotContain(time(1, 11, 0))
                .contains(time(1, 11, 30));
        shop.book(customer, shared, time(1, 11, 30)).expect(201);
        shop.book(customer, shared, time(1, 13, 0)).expect(201);
    }

    @Test
    void takesOneOfEachRoleAndTheOneThatIsWished() {
        List<String> staff = List.of(shop.resource("STAFF", 1), shop.resource("STAFF", 1));
        List<String> rooms = List.of(shop.resource("ROOM", 1), shop.resource("ROOM", 1), shop.resource("ROOM", 1));
        String service = shop.service(Map.of("staff", staff, "room", rooms), Map.of());
        String start = time(1, 10, 0);
        Api.Answer wished = shop.book(customer, service, start, Map.of("resourceId", staff.get(1)))
                .expect(201);
        assertThat(wished.json().get("resources")).hasSize(2);
        assertThat(wished.body()).contains(staff.get(1));
        shop.book(customer, service, start, Map.of("resourceId", staff.get(1))).expect(409, "slot_taken");
        assertThat(shop.book(customer, service, start).expect(201).body()).contains(staff.get(0));
        shop.book(customer, service, start).expect(409, "slot_taken");
    }

    @Test
    void nobodyHoldsMoreThanTheLimit() {
        String service = haircut(Map.of());
        IntStream.range(0, 10)
                .forEach(i -> shop.book(customer, service, time(2, 8 + i, 0)).expect(201));
        shop.book(customer, service, time(2, 20, 0)).expect(409, "limit_reached");
    }

    @Test
    void pagesThroughAList() {
        String service = haircut(Map.of());
        IntStream.range(0, 5)
                .forEach(i -> shop.book(customer, service, time(2, 8 + i, 0)).expect(201));
        Api.Answer first = customer.get("/api/reservations?limit=2").expect(200);
        Api.Answer second = customer.get("/api/reservations?limit=2&cursor=" + first.text("next"))
                .expect(200);
        Api.Answer third = customer.get("/api/reservations?limit=2&cursor=" + second.text("next"))
                .expect(200);
        assertThat(first.text("items/0/start")).isEqualTo(time(2, 8, 0));
        assertThat(second.text("items/0/start")).isEqualTo(time(2, 10, 0));
        assertThat(third.json().get("items")).hasSize(1);
        assertThat(third.json().get("next").isNull()).isTrue();
        customer.get("/api/reservations?cursor=x!").expect(400, "invalid_cursor");
        assertThat(customer.get("/api/reservations?state=CANCELLED").json().get("items"))
                .isEmpty();
    }

    @Test
    void explainsWhatIsNotFree() {
        String service = haircut(Map.of("bufferAfterMinutes", 30, "leadMinutes", 60 * 24 * 2));
        String body = app.api()
                .get(shop.path("/services/" + service + "/availability?days=2&explain=true"))
                .expect(200)
                .body();
        assertThat(body).contains("lead_time");
        shop.hours("09:00", "18:00");
        String other = haircut(Map.of());
        shop.book(customer, other, time(3, 9, 0)).expect(201);
        String explained = app.api()
                .get(shop.path("/services/" + other + "/availability?days=10&explain=true"))
                .expect(200)
                .body();
        assertThat(explained).contains("full").contains("closed");
    }
}
