package dev.jari.testing;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A shop in Seoul that is always open, made through the API as its owner would. */
public final class Shop {
    public static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final List<String> DAYS =
            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY");

    public final Api owner;
    public final String id;

    private Shop(Api owner, String id) {
        this.owner = owner;
        this.id = id;
    }

    public static Shop open(Api anybody) {
        Api owner = anybody.registered("owner");
        String id = owner.post("/api/businesses", Map.of("name", "자리 테스트", "category", "HAIR", "zone", ZONE.getId()))
                .expect(201)
                .text("id");
        Shop shop = new Shop(owner, id);
        shop.hours("00:00", "24:00");
        return shop;
    }

    public void hours(String open, String close) {
        owner.put(
                        path("/hours"),
                        DAYS.stream()
                                .map(day -> Map.of("day", day, "open", open, "close", close))
                                .toList())
                .expect(200);
    }

    public String path(String rest) {
        return "/api/businesses/" + id + rest;
    }

    public String resource(String kind, int capacity) {
        return owner.post(path("/resources"), Map.of("name", kind, "kind", kind, "capacity", capacity))
                .expect(201)
                .text("id");
    }

    /** A service of an hour in steps of half an hour that needs one of these resources; settings replace the defaults. */
    public String service(List<String> resources, Map<String, Object> settings) {
        return service(Map.of("staff", resources), settings);
    }

    public String service(Map<String, List<String>> roles, Map<String, Object> settings) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Cut", "durationMinutes", 60, "stepMinutes", 30));
        List<Object> requires = new ArrayList<>();
        roles.forEach((role, resources) -> requires.add(Map.of("role", role, "resourceIds", resources)));
        body.put("requires", requires);
        body.putAll(settings);
        return owner.post(path("/services"), body).expect(201).text("id");
    }

    /** A time in the shop, {@code days} from today. */
    public static String time(int days, int hour, int minute) {
        return LocalDate.now(ZONE)
                .plusDays(days)
                .atTime(LocalTime.of(hour, minute))
                .atZone(ZONE)
                .toOffsetDateTime()
                .toString();
    }

    public Map<String, Object> order(String service, String start, Map<String, Object> more) {
        Map<String, Object> body = new HashMap<>(Map.of("businessId", id, "serviceId", service, "start", start));
        body.putAll(more);
        return body;
    }

    public Api.Answer book(Api customer, String service, String start) {
        return book(customer, service, start, Map.of());
    }

    public Api.Answer book(Api customer, String service, String start, Map<String, Object> more) {
        return customer.once().post("/api/reservations", order(service, start, more));
    }

    /** The free starts of one day. */
    public List<String> free(Api anybody, String service, int days, String query) {
        String date = LocalDate.now(ZONE).plusDays(days).toString();
        JsonNode answer = anybody.get(path("/services/" + service + "/availability?days=1&from=" + date + query))
                .expect(200)
                .json();
        Stream<JsonNode> slots = answer.at("/days/0/slots").valueStream();
        return slots.map(slot -> slot.get("start").asString()).toList();
    }
}
