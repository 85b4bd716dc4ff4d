package dev.jari.e2e;

import dev.jari.testing.Api;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A hair salon with one stylist, open every day: whoever books first has the place. */
record Shop(String id, String slug, String name, String serviceId) {

    static Shop open(Api owner) {
        String name = "가위와 거울 " + UUID.randomUUID().toString().substring(0, 8);
        var business = owner.post(
                        "/api/businesses",
                        Map.of(
                                "name",
                                name,
                                "category",
                                "HAIR",
                                "zone",
                                "Asia/Seoul",
                                "address",
                                "서울 마포구 연남로 12",
                                "description",
                                "조용한 1인 미용실이에요."))
                .expect(201);
        String path = "/api/businesses/" + business.text("id");
        String stylist = owner.post(path + "/resources", Map.of("name", "지우", "kind", "STAFF", "capacity", 1))
                .expect(201)
                .text("id");
        owner.put(path + "/hours", everyDay()).expect(200);
        String service = owner.post(
                        path + "/services",
                        Map.of(
                                "name",
                                "커트",
                                "durationMinutes",
                                60,
                                "stepMinutes",
                                30,
                                "mode",
                                "INSTANT",
                                "price",
                                Map.of("amount", 30000, "currency", "KRW"),
                                "requires",
                                List.of(Map.of("role", "staff", "resourceIds", List.of(stylist)))))
                .expect(201)
                .text("id");
        return new Shop(business.text("id"), business.text("slug"), name, service);
    }

    private static List<Map<String, String>> everyDay() {
        return Stream.of(DayOfWeek.values())
                .map(day -> Map.of("day", day.name(), "open", "09:00", "close", "21:00"))
                .toList();
    }
}
