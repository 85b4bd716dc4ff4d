package dev.jari.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.business.Resource;
import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.web.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EachEngine
class CatalogTests {
    private static final LocalDate MONDAY = LocalDate.of(2026, 11, 23);

    private final App app;
    private Api owner;
    private String shop = "";
    private String path = "";

    CatalogTests(Engine engine) {
        this.app = App.on(engine);
        this.owner = app.api();
    }

    @BeforeEach
    void openAShop() {
        owner = app.api().registered("owner");
        shop = owner.post("/api/businesses", Map.of("name", "숨 헤어", "category", "HAIR", "zone", "Asia/Seoul"))
                .expect(201)
                .text("id");
        path = "/api/businesses/" + shop;
    }

    @Test
    void aServiceTakesItsDefaults() {
        String staff = resource("하늘", "STAFF", 1);
        Api.Answer made = service(Map.of(), "staff", staff).expect(201);

        assertEquals(path + "/services/" + made.text("id"), made.header("Location"));
        JsonNode read = app.api().get(made.header("Location")).expect(200).json();
        Map<String, Object> expected = Map.ofEntries(
                Map.entry("durationMinutes", 60),
                Map.entry("stepMinutes", 30),
                Map.entry("bufferBeforeMinutes", 0),
                Map.entry("bufferAfterMinutes", 0),
                Map.entry("sharedBuffer", false),
                Map.entry("mode", "INSTANT"),
                Map.entry("minParty", 1),
                Map.entry("maxParty", 1),
                Map.entry("leadMinutes", 0),
                Map.entry("horizonDays", 60),
                Map.entry("holdMinutes", 5),
                Map.entry("cancelBeforeMinutes", 0),
                Map.entry("waitlist", false),
                Map.entry("active", true));
        expected.forEach((field, value) ->
                assertEquals(String.valueOf(value), read.get(field).asString(), field));
        assertEquals(staff, read.at("/requires/0/resourceIds/0").asString());
        assertFalse(read.has("price"));
    }

    @Test
    void aPatchLeavesWhatItDoesNotName() {
        String staff = resource("하늘", "STAFF", 1);
        String service = service(Map.of("price", Map.of("amount", 30_000, "currency", "KRW")), "staff", staff)
                .expect(201)
                .header("Location");

        JsonNode changed = owner.patch(service, "{\"durationMinutes\":90,\"price\":{\"amount\":35000}}")
                .expect(200)
                .json();
        assertEquals(90, changed.get("durationMinutes").asInt());
        assertEquals("커트", changed.get("name").asString());
        assertEquals("KRW", changed.at("/price/currency").asString());
        assertEquals(35_000, changed.at("/price/amount").asInt());
        assertEquals(staff, changed.at("/requires/0/resourceIds/0").asString());
        assertEquals(changed, owner.get(service).expect(200).json());
        assertFalse(owner.patch(service, "{\"price\":null}").expect(200).json().has("price"));
    }

    @Test
    void aWithdrawnServiceLeavesThePublicListButKeepsItsPlan() {
        String id = service(Map.of(), "staff", resource("하늘", "STAFF", 1))
                .expect(201)
                .text("id");
        owner.delete(path + "/services/" + id).expect(204);

        assertEquals(0, app.api().get(path + "/services").json().get("items").size());
        assertEquals(
                1, owner.get(path + "/services?all=true").json().get("items").size());
        assertFalse(app.bean(Catalog.class).plan(shop, id).isBookable());
    }

    @Test
    void theZoneIsFixedOnceThereAreServices() {
        owner.patch(path, Map.of("zone", "Asia/Tokyo")).expect(200);
        service(Map.of(), "staff", resource("하늘", "STAFF", 1)).expect(201);
        owner.patch(path, Map.of("zone", "Asia/Seoul")).expect(409, "zone_fixed");
        owner.patch(path, Map.of("zone", "Asia/Tokyo", "name", "새 이름")).expect(200);
    }

    @Test
    void thePlanFollowsEachChange() {
        Catalog catalog = app.bean(Catalog.class);
        String first = resource("하늘", "STAFF", 1);
        String second = resource("바다", "STAFF", 1);
        String id = service(Map.of(), "staff", second, first).expect(201).text("id");

        assertEquals(List.of(second, first), ids(staff(catalog.plan(shop, id))));
        assertEquals(List.of(), catalog.plan(shop, id).open(MONDAY, MONDAY));
        owner.put(
                        path + "/hours",
                        List.of(
                                rule("MONDAY", "09:00", "18:00"),
                                rule("MONDAY", "10:00", "12:00", first),
                                rule("TUESDAY", "09:00", "18:00")))
                .expect(200);
        ServicePlan plan = catalog.plan(shop, id);
        assertEquals(1, plan.open(MONDAY, MONDAY).size());
        assertEquals(plan.open(MONDAY, MONDAY), plan.open(staff(plan).getFirst(), MONDAY, MONDAY));
        assertEquals(
                2 * 3_600_000,
                plan.open(staff(plan).getLast(), MONDAY, MONDAY).stream()
                        .mapToLong(window -> window.end() - window.start())
                        .sum());
        owner.post(path + "/exceptions", Map.of("date", "2026-11-23", "kind", "CLOSED"))
                .expect(201);
        assertEquals(List.of(), catalog.plan(shop, id).open(MONDAY, MONDAY));
        owner.delete(path + "/resources/" + second).expect(204);
        assertEquals(List.of(first), ids(staff(catalog.plan(shop, id))));
        assertTrue(catalog.plan(shop, id).isBookable());
        owner.delete(path + "/resources/" + first).expect(204);
        assertEquals(Map.of("staff", List.of()), catalog.plan(shop, id).roles());
        assertFalse(catalog.plan(shop, id).isBookable());
        owner.get(path + "/services/" + id + "/availability?from=2026-11-23&days=2")
                .expect(200);
        owner.delete(path).expect(204);
        assertFalse(catalog.plan(shop, id).isBookable());
        assertThrows(Problem.class, () -> catalog.plan(shop, first));
        assertThrows(Problem.class, () -> catalog.plan(first, id));
    }

    @Test
    void aServiceKeepsWithdrawnResourcesThroughAPatch() {
        String first = resource("하늘", "STAFF", 1);
        String service = service(Map.of(), "staff", first).expect(201).header("Location");
        owner.delete(path + "/resources/" + first).expect(204);

        owner.patch(service, Map.of("name", "새 커트")).expect(200);
        service(Map.of(), "staff", first).expect(422, "validation");
    }

    @Test
    void refusesServicesThatMakeNoSense() {
        String staff = resource("하늘", "STAFF", 1);
        String gone = resource("바람", "STAFF", 1);
        owner.delete(path + "/resources/" + gone).expect(204);
        Map<Map<String, Object>, String> table = new HashMap<>();
        table.put(Map.of("durationMinutes", 0), "durationMinutes");
        table.put(Map.of("durationMinutes", 61), "durationMinutes");
        table.put(Map.of("durationMinutes", 20_165), "durationMinutes");
        table.put(Map.of("stepMinutes", 1445), "stepMinutes");
        table.put(Map.of("stepMinutes", 7), "stepMinutes");
        table.put(Map.of("bufferBeforeMinutes", -5), "bufferBeforeMinutes");
        table.put(Map.of("bufferAfterMinutes", 3), "bufferAfterMinutes");
        table.put(Map.of("mode", "MAYBE"), "mode");
        table.put(Map.of("minParty", 3, "maxParty", 2), "maxParty");
        table.put(Map.of("maxParty", 1001), "maxParty");
        table.put(Map.of("leadMinutes", 525_601), "leadMinutes");
        table.put(Map.of("horizonDays", 0), "horizonDays");
        table.put(Map.of("horizonDays", 731), "horizonDays");
        table.put(Map.of("holdMinutes", 61), "holdMinutes");
        table.put(Map.of("cancelBeforeMinutes", -1), "cancelBeforeMinutes");
        table.put(Map.of("price", Map.of("amount", -1, "currency", "KRW")), "price.amount");
        table.put(Map.of("price", Map.of("amount", 1, "currency", "WON")), "price.currency");
        table.put(Map.of("price", Map.of("amount", 1)), "price.currency");
        table.put(Map.of("name", ""), "name");
        table.put(Map.of("requires", List.of()), "requires");
        table.put(Map.of("requires", List.of(role("", staff))), "requires[0].role");
        table.put(Map.of("requires", List.of(role("a", staff), role("b", staff))), "requires[1].resourceIds[0]");
        table.put(Map.of("requires", List.of(role("a"))), "requires[0].resourceIds");
        table.put(Map.of("requires", List.of(role("a", gone))), "requires[0].resourceIds[0]");
        table.put(Map.of("requires", List.of(role("a", "none"))), "requires[0].resourceIds[0]");
        table.forEach((change, field) -> assertEquals(
                Set.of(field), fields(service(change, "staff", staff).expect(422, "validation"))));
        owner.post(path + "/services", Map.of()).expect(422, "validation");
        owner.post(path + "/services", "{\"name\":\"x\",\"durationMinutes\":60,\"requires\":[null]}")
                .expect(422, "validation");
    }

    @Test
    void aShopReachesNothingOfAnother() {
        String staff = resource("하늘", "STAFF", 1);
        String cut = service(Map.of(), "staff", staff).expect(201).text("id");
        Api other = app.api().registered("other");
        String own = "/api/businesses/"
                + other.post("/api/businesses", Map.of("name", "바다", "category", "HAIR", "zone", "Asia/Seoul"))
                        .expect(201)
                        .text("id");
        for (String foreign : List.of("/resources/" + staff, "/services/" + cut)) {
            other.patch(own + foreign, Map.of("name", "x")).expect(404);
            other.delete(own + foreign).expect(404);
            other.delete(path + foreign).expect(403, "forbidden");
        }
        Map<String, Object> borrowing =
                Map.of("name", "x", "durationMinutes", 60, "requires", List.of(role("staff", staff)));
        other.post(own + "/services", borrowing).expect(422, "validation");
    }

    @Test
    void aResourceKeepsItsGrain() {
        Api.Answer made = owner.post(path + "/resources", Map.of("name", "방", "kind", "ROOM", "cellMinutes", 60))
                .expect(201);
        String room = made.header("Location");

        assertEquals("1", made.text("capacity"));
        assertEquals(
                Set.of("cellMinutes"),
                fields(owner.patch(room, Map.of("cellMinutes", 5)).expect(422)));
        assertEquals("4", owner.patch(room, Map.of("capacity", 4)).expect(200).text("capacity"));
        assertEquals("60", app.api().get(room).expect(200).text("cellMinutes"));
        assertEquals(
                Set.of("name", "kind", "capacity", "cellMinutes"),
                fields(owner.post(path + "/resources", Map.of("capacity", 0, "cellMinutes", 7))
                        .expect(422)));
    }

    @Test
    void replacesTheWeekAsAWhole() {
        String staff = resource("하늘", "STAFF", 1);
        List<Map<String, String>> week =
                List.of(rule("MONDAY", "15:00", "39:00"), rule("SUNDAY", "09:05", "48:00", staff));
        JsonNode kept = owner.put(path + "/hours", week).expect(200).json();

        assertEquals(kept, app.api().get(path + "/hours").expect(200).json());
        assertEquals("39:00", kept.at("/items/0/close").asString());
        assertEquals("09:05", kept.at("/items/1/open").asString());
        assertEquals(staff, kept.at("/items/1/resourceId").asString());
        owner.put(path + "/hours", List.of()).expect(200);
        assertEquals(0, app.api().get(path + "/hours").json().get("items").size());
    }

    @Test
    void refusesTimesThatAreNone() {
        for (Map<String, String> bad : List.of(
                rule("FUNDAY", "09:00", "18:00"),
                rule("MONDAY", "9:00", "18:00"),
                rule("MONDAY", "09:03", "18:00"),
                rule("MONDAY", "24:00", "26:00"),
                rule("MONDAY", "09:00", "48:05"),
                rule("MONDAY", "09:00", "09:00"),
                rule("MONDAY", "09:60", "18:00"),
                rule("MONDAY", "09:00", "18:00", "nobody"))) {
            owner.put(path + "/hours", List.of(bad)).expect(422, "validation");
        }
        List<Map<String, String>> many = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            many.add(rule("MONDAY", "09:00", "18:00"));
        }
        assertEquals(Set.of("[20].day"), fields(owner.put(path + "/hours", many).expect(422)));
        owner.put(path + "/hours", "[null]").expect(422, "validation");
        owner.put(path + "/hours", "{}").expect(400, "malformed_json");
    }

    @Test
    void datesThatDifferComeAndGo() {
        String staff = resource("하늘", "STAFF", 1);
        String made = owner.post(
                        path + "/exceptions",
                        Map.of("date", "2026-12-25", "kind", "CLOSED", "reason", "성탄절", "resourceId", staff))
                .expect(201)
                .text("id");
        String exception = path + "/exceptions/" + made;

        JsonNode changed = owner.patch(exception, Map.of("kind", "OPEN", "open", "10:00", "close", "15:00"))
                .expect(200)
                .json();
        assertEquals("성탄절", changed.get("reason").asString());
        assertEquals(staff, changed.get("resourceId").asString());
        assertEquals(changed, app.api().get(path + "/exceptions").json().at("/items/0"));
        owner.delete(exception).expect(204);
        assertEquals(0, app.api().get(path + "/exceptions").json().get("items").size());
        for (Map<String, String> bad : List.of(
                Map.of("kind", "CLOSED"),
                Map.of("date", "2026-02-30", "kind", "CLOSED"),
                Map.of("date", "2036-01-01", "kind", "CLOSED"),
                Map.of("date", "2026-12-25", "kind", "OPEN"),
                Map.of("date", "2026-12-25", "kind", "CLOSED", "open", "10:00"),
                Map.of("date", "2026-12-25", "kind", "CLOSED", "resourceId", "nobody"))) {
            owner.post(path + "/exceptions", bad).expect(422, "validation");
        }
    }

    private String resource(String name, String kind, int capacity) {
        return owner.post(path + "/resources", Map.of("name", name, "kind", kind, "capacity", capacity))
                .expect(201)
                .text("id");
    }

    private Api.Answer service(Map<String, Object> change, String role, String... resourceIds) {
        Map<String, Object> draft = new HashMap<>(Map.of("name", "커트", "durationMinutes", 60));
        draft.put("requires", List.of(role(role, resourceIds)));
        draft.putAll(change);
        return owner.post(path + "/services", draft);
    }

    private static Map<String, Object> role(String role, String... resourceIds) {
        return Map.of("role", role, "resourceIds", List.of(resourceIds));
    }

    private static Map<String, String> rule(String day, String open, String close) {
        return Map.of("day", day, "open", open, "close", close);
    }

    private static Map<String, String> rule(String day, String open, String close, String resourceId) {
        return Map.of("day", day, "open", open, "close", close, "resourceId", resourceId);
    }

    private static List<Resource> staff(ServicePlan plan) {
        return plan.roles().getOrDefault("staff", List.of());
    }

    private static List<String> ids(List<Resource> resources) {
        return resources.stream().map(Resource::id).toList();
    }

    private static Set<String> fields(Api.Answer refused) {
        return refused.json()
                .get("errors")
                .valueStream()
                .map(error -> error.get("field").asString())
                .collect(Collectors.toSet());
    }
}
