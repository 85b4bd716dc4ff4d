package dev.jari.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EachEngine
class BusinessesTests {
    private final App app;
    private final Api anyone;
    private Api owner;

    BusinessesTests(Engine engine) {
        this.app = App.on(engine);
        this.anyone = app.api();
        this.owner = anyone;
    }

    @BeforeEach
    void signIn() {
        owner = anyone.registered("owner");
    }

    @Test
    void whoeverOpensAShopOwnsIt() {
        Api.Answer made = owner.post(
                        "/api/businesses",
                        Map.of(
                                "name", "숨 Hair & Co.",
                                "category", "HAIR",
                                "zone", "Asia/Seoul",
                                "address", "서울 마포구",
                                "latitude", 37.56,
                                "longitude", 126.92,
                                "description", "조용한 곳\n예약제"))
                .expect(201);

        assertEquals("/api/businesses/" + made.text("id"), made.header("Location"));
        JsonNode read = anyone.get(made.header("Location")).expect(200).json();
        assertEquals("숨 Hair & Co.", read.get("name").asString());
        assertEquals("Asia/Seoul", read.get("zone").asString());
        assertEquals(37.56, read.get("latitude").asDouble());
        assertEquals("OPEN", read.get("status").asString());
        assertFalse(read.get("mine").asBoolean());
        assertFalse(read.has("ownerId"));
        assertTrue(read.get("createdAt").asString().endsWith("Z"));
        assertTrue(owner.get(made.header("Location")).json().get("mine").asBoolean());
    }

    @Test
    void twoShopsOfOneNameHaveTheirOwnAddresses() {
        String name = "쌍둥이 카페 " + UUID.randomUUID();
        Api.Answer first = open(name);
        Api.Answer second = open(name);

        assertTrue(first.text("slug").startsWith("쌍둥이-카페-"), first.text("slug"));
        assertTrue(second.text("slug").startsWith(first.text("slug") + "-"), second.text("slug"));
        for (Api.Answer shop : List.of(first, second)) {
            String path = URLEncoder.encode(shop.text("slug"), StandardCharsets.UTF_8);
            assertEquals(
                    shop.text("id"),
                    anyone.get("/api/businesses/" + path).expect(200).text("id"));
        }
    }

    @Test
    void aPatchLeavesWhatItDoesNotName() {
        Api.Answer shop = owner.post(
                        "/api/businesses",
                        Map.of(
                                "name",
                                "전",
                                "category",
                                "CAFE",
                                "zone",
                                "Asia/Seoul",
                                "address",
                                "서울",
                                "latitude",
                                1,
                                "longitude",
                                2))
                .expect(201);
        String path = "/api/businesses/" + shop.text("id");

        JsonNode renamed = owner.patch(path, Map.of("name", "후")).expect(200).json();
        assertEquals("후", renamed.get("name").asString());
        assertEquals("서울", renamed.get("address").asString());

        JsonNode emptied = owner.patch(path, "{\"address\":null,\"latitude\":null,\"longitude\":null}")
                .expect(200)
                .json();
        assertFalse(emptied.has("address"));
        assertFalse(emptied.has("latitude"));
        assertEquals("후", emptied.get("name").asString());
        assertEquals(emptied, owner.get(path).expect(200).json());
    }

    @Test
    void onlyItsOwnerChangesAShop() {
        String path = "/api/businesses/" + open("가게").text("id");
        Api other = anyone.registered("other");

        anyone.post("/api/businesses", Map.of("name", "x")).expect(401);
        anyone.patch(path, Map.of("name", "x")).expect(401);
        anyone.delete(path).expect(401);
        other.patch(path, Map.of("name", "x")).expect(403, "forbidden");
        other.delete(path).expect(403, "forbidden");
        for (String part : List.of("/services", "/resources", "/exceptions")) {
            anyone.get(path + part).expect(200);
            anyone.post(path + part, Map.of()).expect(401);
            other.post(path + part, Map.of()).expect(403, "forbidden");
        }
        anyone.get(path + "/services?all=true").expect(401);
        other.get(path + "/resources?all=true").expect(403, "forbidden");
        other.put(path + "/hours", List.of()).expect(403, "forbidden");
    }

    @Test
    void anOperatorIsNoOwner() {
        String path = "/api/businesses/" + open("가게").text("id");
        String email = UUID.randomUUID() + "@example.com";
        app.bean(Users.class).register(email, Api.PASSWORD, "operator", Set.of(User.ADMIN));
        Api operator = anyone.as(anyone.post("/api/auth/login", Map.of("email", email, "password", Api.PASSWORD))
                .expect(200)
                .text("accessToken"));

        operator.patch(path, Map.of("name", "새 이름")).expect(403, "forbidden");
        operator.delete(path).expect(403, "forbidden");
        operator.get(path + "/services?all=true").expect(403, "forbidden");
        operator.get("/api/reservations?businessId=" + path.substring(path.lastIndexOf('/') + 1))
                .expect(403, "forbidden");
    }

    @Test
    void changesAtTheSameTimeKeepEachOther() throws Exception {
        String path = "/api/businesses/" + open("가게").text("id");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 10; round++) {
                String value = "r" + round;
                Future<Api.Answer> name = threads.submit(() -> owner.patch(path, Map.of("name", value)));
                Future<Api.Answer> address = threads.submit(() -> owner.patch(path, Map.of("address", value)));
                name.get().expect(200);
                address.get().expect(200);
                JsonNode read = anyone.get(path).json();
                assertEquals(
                        value + value,
                        read.get("name").asString() + read.get("address").asString());
            }
        }
    }

    @Test
    void whatIsNotThereIsA404() {
        String none = "/api/businesses/" + UUID.randomUUID();
        anyone.get(none).expect(404, "not_found");
        owner.patch(none, Map.of("name", "x")).expect(404, "not_found");
        owner.delete(none).expect(404, "not_found");
        for (String part : List.of("/services", "/resources", "/exceptions", "/hours")) {
            anyone.get(none + part).expect(404, "not_found");
        }
        String shop = "/api/businesses/" + open("가게").text("id");
        for (String part : List.of("/services/", "/resources/", "/exceptions/")) {
            owner.patch(shop + part + UUID.randomUUID(), Map.of()).expect(404, "not_found");
            owner.delete(shop + part + UUID.randomUUID()).expect(404, "not_found");
        }
    }

    @Test
    void aClosedShopKeepsItsPageAndCanOpenAgain() {
        String path = "/api/businesses/" + open("닫는 가게").text("id");

        owner.delete(path).expect(204);
        assertEquals("CLOSED", anyone.get(path).expect(200).text("status"));
        owner.delete(path).expect(204);
        assertEquals(
                "OPEN", owner.patch(path, Map.of("status", "OPEN")).expect(200).text("status"));
    }

    @Test
    void saysWhatToWriteForEachField() {
        refused(Map.of(), "name", "category", "zone");
        refused(draft("name", " "), "name");
        refused(draft("name", "a\u0000b"), "name");
        refused(draft("name", "x".repeat(101)), "name");
        refused(draft("category", "CAR"), "category");
        refused(draft("zone", "Mars/Base"), "zone");
        refused(draft("zone", "+09:00"), "zone");
        refused(draft("latitude", 37), "longitude");
        refused(draft("longitude", 37), "latitude");
        refused(draft("status", "GONE"), "status");
        refused(
                Map.of("name", "x", "category", "CAFE", "zone", "UTC", "latitude", 91, "longitude", -181),
                "latitude",
                "longitude");
        owner.post("/api/businesses", "{").expect(400, "malformed_json");
        owner.post("/api/businesses", "{\"name\":{}}").expect(400, "malformed_json");
        String path = "/api/businesses/" + open("가게").text("id");
        owner.patch(path, "[]").expect(400, "malformed_json");
        owner.patch(path, "{\"latitude\":\"north\"}").expect(400, "malformed_json");
        owner.patch(path, "{\"name\":null}").expect(422, "validation");
    }

    private static Map<String, Object> draft(String field, Object value) {
        Map<String, Object> draft = new HashMap<>(Map.of("name", "x", "category", "CAFE", "zone", "UTC"));
        draft.put(field, value);
        return draft;
    }

    private void refused(Map<String, Object> draft, String... fields) {
        JsonNode errors = owner.post("/api/businesses", draft)
                .expect(422, "validation")
                .json()
                .get("errors");
        Set<String> named =
                errors.valueStream().map(error -> error.get("field").asString()).collect(Collectors.toSet());
        assertEquals(Set.copyOf(Arrays.asList(fields)), named);
        errors.forEach(error -> assertTrue(error.get("message").asString().startsWith("Write"), error::toString));
    }

    private Api.Answer open(String name) {
        return owner.post("/api/businesses", Map.of("name", name, "category", "CAFE", "zone", "Asia/Seoul"))
                .expect(201);
    }
}
