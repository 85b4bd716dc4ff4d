package dev.jari.business;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import tools.jackson.databind.JsonNode;

@ParameterizedClass
@EachEngine
class SearchTests {
    private final Api anyone;
    private Api owner;
    /** Only the shops of one test have this word. */
    private String word = "";

    SearchTests(Engine engine) {
        this.anyone = App.on(engine).api();
        this.owner = anyone;
    }

    @BeforeEach
    void signIn() {
        owner = anyone.registered("owner");
        word = "w" + UUID.randomUUID().toString().replace("-", "");
    }

    @Test
    void findsByEachWordInNameKindAddressOrService() {
        String hair = open("숨 헤어", Map.of("category", "HAIR", "address", "서울 마포구 연남동"));
        String cafe = open("Café Ｏｎ", Map.of("category", "CAFE", "address", "서울 성동구"));
        addService(hair, "레이어드 커트");

        assertEquals(List.of(cafe, hair), found("q=" + encoded(word)));
        assertEquals(List.of(hair), found("q=" + encoded(word + " 연남 헤어")));
        assertEquals(List.of(hair), found("q=" + encoded(word + " 미용실")));
        assertEquals(List.of(hair), found("q=" + encoded(word + " SALON")));
        assertEquals(List.of(hair), found("q=" + encoded(word + " 레이어드")));
        assertEquals(List.of(cafe), found("q=" + encoded(word + " CAFÉ on")));
        assertEquals(List.of(), found("q=" + encoded(word + " 헤어 성동")));
        assertEquals(List.of(cafe), found("category=CAFE&q=" + encoded(word)));
    }

    @Test
    void takesPatternsAsText() {
        String percent = open("100%_할인!", Map.of());
        open("1000 할인", Map.of());

        assertEquals(List.of(percent), found("q=" + encoded(word + " 0%_할")));
        assertEquals(List.of(percent), found("q=" + encoded(word + " 인!")));
        assertEquals(List.of(), found("q=" + encoded(word + " ' or '1'='1")));
    }

    @Test
    void listsOnlyOpenShopsButAllOfOnesOwn() {
        String open = open("열림", Map.of());
        String closed = open("닫힘", Map.of());
        owner.delete("/api/businesses/" + closed).expect(204);
        anyone.registered("other")
                .post("/api/businesses", Map.of("name", word + " 남의 집", "category", "CAFE", "zone", "UTC"))
                .expect(201);

        assertEquals(2, found("q=" + word).size());
        assertFalse(found("q=" + word).contains(closed));
        assertEquals(List.of(closed, open), ids(owner.get("/api/businesses?mine=true")));
        anyone.get("/api/businesses?mine=true").expect(401);
    }

    @Test
    void nearestFirstWithDistances() {
        String far = open("홍대", at(37.5563, 126.9236));
        String near = open("시청", at(37.5662, 126.9784));
        open("부산", at(35.1796, 129.0756));
        open("어딘가", Map.of());

        Api.Answer answer = anyone.get("/api/businesses?radius=10000&near=37.5663,126.9779&q=" + word)
                .expect(200);
        assertEquals(List.of(near, far), ids(answer));
        List<Long> meters = answer.json()
                .get("items")
                .valueStream()
                .map(item -> item.get("distanceMeters").asLong())
                .toList();
        assertTrue(meters.getFirst() < 60, meters::toString);
        assertEquals(4_910, meters.getLast(), 60.0);
        assertEquals(List.of(near), found("near=37.5663,126.9779&radius=1000&q=" + word));
    }

    @Test
    void theDateLineIsNoBorder() {
        String fiji = open("Fiji", at(-17.0, 179.99));
        String beyond = open("Beyond", at(-17.0, -179.99));

        assertEquals(List.of(fiji, beyond), found("near=-17.0,179.995&q=" + word));
        assertEquals(List.of(beyond, fiji), found("near=-17.0,-179.995&q=" + word));
    }

    @Test
    void pagesStayStableWhileShopsAreAdded() {
        List<String> shops = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            shops.addFirst(open("가게 " + i, at(37.0 + i * 0.001, 127.0)));
        }
        assertEquals(shops, paged("q=" + word, () -> open("새 가게", at(37.0, 127.0))));
        List<String> nearest = new ArrayList<>(shops.reversed());
        List<String> paged = paged("near=36.9999,127.0&q=" + encoded(word + " 가게"), () -> {});
        paged.removeIf(id -> !nearest.contains(id));
        assertEquals(nearest, paged);
    }

    private List<String> paged(String query, Runnable between) {
        List<String> all = new ArrayList<>();
        JsonNode page =
                anyone.get("/api/businesses?limit=2&" + query).expect(200).json();
        for (int pages = 0; pages < 20; pages++) {
            page.get("items").forEach(item -> all.add(item.get("id").asString()));
            if (!page.has("next") || page.get("next").isNull()) {
                return all;
            }
            between.run();
            page = anyone.get(
                            "/api/businesses?limit=2&cursor=" + page.get("next").asString() + "&" + query)
                    .expect(200)
                    .json();
        }
        throw new AssertionError("The list does not end.");
    }

    @Test
    void findsWhatIsOpenAtATime() {
        String day = open("낮", Map.of());
        String bar = open("밤", Map.of());
        open("늘 닫힘", Map.of());
        hours(day, "MONDAY", "09:00", "18:00");
        hours(bar, "SUNDAY", "18:00", "26:00");
        String q = "&q=" + word;

        assertEquals(List.of(day), found("openAt=2026-11-23T14:00%2B09:00" + q));
        assertEquals(List.of(day), found("openAt=2026-11-23T14:00+09:00" + q));
        assertEquals(List.of(bar), found("openAt=2026-11-22T16:30Z" + q));
        assertEquals(List.of(), found("openAt=2026-11-23T18:00%2B09:00" + q));
        owner.post("/api/businesses/" + day + "/exceptions", Map.of("date", "2026-11-23", "kind", "CLOSED"))
                .expect(201);
        assertEquals(List.of(), found("openAt=2026-11-23T14:00%2B09:00" + q));
    }

    @Test
    void refusesWhatItCannotRead() {
        for (String query : List.of(
                "category=CAR",
                "near=here",
                "near=91,0",
                "near=1,2,3",
                "near=NaN,0",
                "radius=0",
                "radius=100001",
                "radius=wide",
                "limit=0",
                "limit=101",
                "openAt=noon",
                "q=" + "x".repeat(101))) {
            anyone.get("/api/businesses?" + query).expect(422, "validation");
        }
        anyone.get("/api/businesses?cursor=x").expect(400, "invalid_cursor");
        anyone.get("/api/businesses?cursor=bm9uZQ").expect(400, "invalid_cursor");
    }

    private String open(String name, Map<String, Object> more) {
        Map<String, Object> draft = new HashMap<>(Map.of("category", "OTHER", "zone", "Asia/Seoul"));
        draft.put("name", name + " " + word);
        draft.putAll(more);
        return owner.post("/api/businesses", draft).expect(201).text("id");
    }

    private static Map<String, Object> at(double latitude, double longitude) {
        return Map.of("latitude", latitude, "longitude", longitude);
    }

    private void addService(String shop, String name) {
        String path = "/api/businesses/" + shop;
        String staff = owner.post(path + "/resources", Map.of("name", "원장", "kind", "STAFF"))
                .expect(201)
                .text("id");
        owner.post(
                        path + "/services",
                        Map.of(
                                "name",
                                name,
                                "durationMinutes",
                                60,
                                "requires",
                                List.of(Map.of("role", "staff", "resourceIds", List.of(staff)))))
                .expect(201);
    }

    private void hours(String shop, String day, String open, String close) {
        owner.put("/api/businesses/" + shop + "/hours", List.of(Map.of("day", day, "open", open, "close", close)))
                .expect(200);
    }

    private List<String> found(String query) {
        return ids(anyone.get("/api/businesses?" + query));
    }

    private static List<String> ids(Api.Answer answer) {
        return new ArrayList<>(answer.expect(200)
                .json()
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
