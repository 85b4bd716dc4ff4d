package dev.jari.admin;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.reservation.Audit;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A suspended shop is in no list and takes no booking; what is booked stays, and its owner sees why. */
@ParameterizedClass
@EachEngine
class SuspensionTests {
    private static final Map<String, String> WHY = Map.of("reason", "Several customers found nobody there.");

    private final App app;
    private final Api api;
    private final Api operator;
    private final String operatorId;
    private final Shop shop;
    private final String service;
    private final String path;

    SuspensionTests(Engine engine) {
        app = App.on(engine);
        api = app.api();
        String address = "op-" + UUID.randomUUID() + "@example.com";
        operatorId = app.bean(Users.class)
                .register(address, Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER))
                .orElseThrow()
                .id();
        operator = api.as(api.post("/api/auth/login", Map.of("email", address, "password", Api.PASSWORD))
                .expect(200)
                .text("accessToken"));
        shop = Shop.open(api);
        service = shop.service(List.of(shop.resource("POOL", 1_000)), Map.of());
        path = "/api/admin/businesses/" + shop.id;
    }

    @AfterEach
    void theBooksAreRight() {
        assertThat(app.bean(Audit.class).report()).matches(Audit.Report::isClean);
    }

    @Test
    void takesAShopOutOfTheListsAndBackAgain() {
        Api customer = api.registered("customer");
        Answer booked = shop.book(customer, service, time(1, 10, 0)).expect(201);
        operator.put(path + "/suspension", WHY).expect(204);

        shop.book(customer, service, time(1, 12, 0)).expect(409, "not_bookable");
        shop.book(shop.owner, service, time(1, 12, 0), Map.of("guest", Map.of("name", "Walk-in")))
                .expect(409, "not_bookable");
        assertThat(shop.free(api, service, 1, "")).isEmpty();
        assertThat(listed(api, "?limit=100")).doesNotContain(shop.id);
        assertThat(api.get(shop.path("")).expect(200).text("status")).isEqualTo("CLOSED");
        assertThat(api.get(shop.path("")).json().has("suspension")).isFalse();
        customer.get("/api/reservations/" + booked.text("id")).expect(200);
        shop.owner.patch(shop.path(""), Map.of("status", "OPEN")).expect(200);
        shop.book(customer, service, time(1, 12, 0)).expect(409, "not_bookable");

        Answer seen = shop.owner.get(shop.path("")).expect(200);
        assertThat(seen.text("suspension/reason")).isEqualTo(WHY.get("reason"));
        assertThat(seen.text("status")).isEqualTo("OPEN");
        assertThat(listed(shop.owner, "?mine=true")).contains(shop.id);

        operator.delete(path + "/suspension").expect(204);
        shop.book(customer, service, time(1, 12, 0)).expect(201);
        assertThat(listed(api, "?limit=100")).contains(shop.id);
    }

    private List<String> listed(Api somebody, String query) {
        JsonNode items =
                somebody.get("/api/businesses" + query).expect(200).json().get("items");
        return items.valueStream().map(each -> each.get("id").asString()).toList();
    }

    @Test
    void whatIsBookedCanStillBeCancelled() {
        Api customer = api.registered("customer");
        String id = shop.book(customer, service, time(2, 10, 0)).expect(201).text("id");
        operator.put(path + "/suspension", WHY).expect(204);
        customer.post("/api/reservations/" + id + "/cancellation").expect(200);
    }

    @Test
    void isInTheLogAndForOperatorsAlone() {
        shop.owner.put(path + "/suspension", WHY).expect(403, "forbidden");
        operator.put(path + "/suspension", Map.of("reason", " ")).expect(422, "validation");
        operator.put(path + "/suspension", WHY).expect(204);
        operator.put(path + "/suspension", WHY).expect(409, "already_suspended");
        operator.delete(path + "/suspension").expect(204);
        operator.delete(path + "/suspension").expect(409, "not_suspended");
        operator.put("/api/admin/businesses/" + UUID.randomUUID() + "/suspension", WHY)
                .expect(404);
        JsonNode lines = operator.get("/api/admin/audit?by=" + operatorId)
                .expect(200)
                .json()
                .get("items");
        assertThat(lines.valueStream().map(line -> line.get("type").asString()))
                .containsExactly("shop_reinstated", "shop_suspended");
        assertThat(lines.at("/0/details/business").asString()).isEqualTo(shop.id);
    }

    @Test
    void findsShopsAndShowsThem() {
        shop.book(api.registered("customer"), service, time(1, 10, 0)).expect(201);
        String owner = shop.owner.get("/api/auth/me").text("id");
        for (String q : List.of(shop.id, owner, "테스트")) {
            assertThat(found("?limit=200&q=" + q)).as(q).contains(shop.id);
        }
        assertThat(found("?state=SUSPENDED&q=" + owner)).isEmpty();
        operator.put(path + "/suspension", WHY).expect(204);
        assertThat(found("?state=SUSPENDED&q=" + owner)).containsExactly(shop.id);
        assertThat(found("?state=OPEN&q=" + owner)).isEmpty();
        Answer detail = operator.get(path).expect(200);
        assertThat(detail.text("shop/ownerId")).isEqualTo(owner);
        assertThat(detail.text("suspension")).isEqualTo(WHY.get("reason"));
        assertThat(detail.json().at("/figures/upcoming").asLong()).isEqualTo(1);
        assertThat(detail.json().at("/figures/services").asLong()).isEqualTo(1);
        operator.get("/api/admin/businesses/" + UUID.randomUUID()).expect(404);
    }

    private List<String> found(String query) {
        JsonNode items = operator.get("/api/admin/businesses"
                        + URI.create("x" + query).toASCIIString().substring(1))
                .expect(200)
                .json()
                .get("items");
        return items.valueStream().map(each -> each.get("id").asString()).toList();
    }

    /** As on an instance that the bus has not told: its memory still says that the shop takes bookings. */
    @Test
    void aRememberedPlanDoesNotLetAnybodyIn() {
        Api customer = api.registered("customer");
        shop.book(customer, service, time(3, 10, 0)).expect(201);
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> app.bean(JdbcClient.class)
                        .sql("update business set suspended_at = 1, suspension = 'x' where id = ?")
                        .param(shop.id)
                        .update());
        shop.book(customer, service, time(3, 11, 0)).expect(409, "not_bookable");
    }

    private record Try(long begun, Answer answer) {}

    @Test
    void noBookingThatBeginsAfterTheSuspensionIsTaken() {
        List<Api> customers =
                IntStream.range(0, 16).mapToObj(i -> api.registered("c" + i)).toList();
        AtomicLong acknowledged = new AtomicLong(Long.MAX_VALUE);
        AtomicBoolean over = new AtomicBoolean();
        List<Callable<List<Try>>> all = new ArrayList<>();
        for (Api customer : customers) {
            all.add(() -> tries(customer, over));
        }
        all.add(() -> {
            Thread.sleep(300);
            operator.put(path + "/suspension", WHY).expect(204);
            acknowledged.set(System.nanoTime());
            Thread.sleep(300);
            over.set(true);
            return List.of();
        });
        List<Try> tries =
                Crowd.of(all.size(), all::get).stream().flatMap(List::stream).toList();
        List<Try> taken =
                tries.stream().filter(each -> each.answer.status() == 201).toList();
        assertThat(taken).isNotEmpty().allMatch(each -> each.begun < acknowledged.get());
        assertThat(tries).anyMatch(each -> each.begun > acknowledged.get());
        assertThat(tries)
                .filteredOn(each -> each.answer.status() != 201)
                .allMatch(each -> each.answer.text("code").matches("not_bookable|limit_reached"));
        assertThat(operator.get(path).json().at("/figures/reservations").asInt())
                .isEqualTo(taken.size());
    }

    /** Each customer cancels what they got, so that the limit of open bookings stays out of the way. */
    private List<Try> tries(Api customer, AtomicBoolean over) {
        List<Try> made = new ArrayList<>();
        while (!over.get()) {
            long begun = System.nanoTime();
            Answer answer = shop.book(customer, service, time(4, 10, 0));
            made.add(new Try(begun, answer));
            if (answer.status() == 201) {
                customer.post("/api/reservations/" + answer.text("id") + "/cancellation")
                        .expect(200);
            }
        }
        return made;
    }
}
