import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** Bookings of an hour, which are twelve cells: spread wide, on one hot day, and all for one place that is taken. */
final class Bookings {
    static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final int WIDE_RESOURCES = 60;
    private static final int HORIZON = 100;

    private Bookings() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine)) {
            Api.Shop wide = Api.shop(jari.port, WIDE_RESOURCES, "ROOM", 1, 60);
            Bench.print("bookings, wide", engine, book(jari, wide, places(wide, HORIZON, 1)));
            Api.Shop hot = Api.shop(jari.port, 2, "POOL", 2000, 60);
            Bench.print("bookings, one hot day, two pools", engine, book(jari, hot, places(hot, 1, 2000)));
            Api.Shop one = Api.shop(jari.port, 1, "ROOM", 1, 60);
            String taken = places(one, 1, 1).getFirst();
            Bench.print("rejections of one place", engine, reject(jari, one, taken, () -> {}));
            Bench.print("rejections, Redis stopped", engine, reject(jari, one, taken, jari.redis::stop));
        }
    }

    /** Books some places beforehand. */
    static void fill(Jari jari, Api.Shop shop, int count) throws IOException {
        String token = Api.token(jari.port);
        List<String> places = places(shop, 30, 1);
        try (Http http = new Http(jari.port)) {
            for (String place : places.subList(0, Math.min(count, places.size()))) {
                http.send(order(shop, place, token));
            }
        }
    }

    private static Load.Result book(Jari jari, Api.Shop shop, List<String> places) throws Exception {
        AtomicInteger next = new AtomicInteger();
        Load.Result result = Load.run(201, number -> {
            String token = Api.token(jari.port);
            Http http = new Http(jari.port);
            return () -> {
                int place = next.getAndIncrement();
                if (place >= places.size()) {
                    throw new IllegalStateException(
                            "All " + places.size() + " places are booked: measure for a shorter time");
                }
                return http.send(order(shop, places.get(place), token));
            };
        });
        return result;
    }

    private static Load.Result reject(Jari jari, Api.Shop shop, String place, Outage outage) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < Load.CLIENTS; i++) {
            tokens.add(Api.token(jari.port));
        }
        try (Http http = new Http(jari.port)) {
            http.send(order(shop, place, tokens.getFirst()));
        }
        outage.begin();
        return Load.run(409, number -> {
            Http http = new Http(jari.port);
            return () -> http.send(order(shop, place, tokens.get(number)));
        });
    }

    private interface Outage {
        void begin() throws IOException;
    }

    /** Resource and start of each place, each {@code times} times, shuffled as customers come. */
    private static List<String> places(Api.Shop shop, int days, int times) {
        List<String> places = new ArrayList<>();
        LocalDate first = LocalDate.now(ZONE).plusDays(2);
        for (int time = 0; time < times; time++) {
            for (String resource : shop.resources()) {
                for (int hour = 0; hour < 24 * days; hour++) {
                    String start = first.plusDays(hour / 24)
                            .atTime(hour % 24, 0)
                            .atZone(ZONE)
                            .toOffsetDateTime()
                            .toString();
                    places.add("\"start\":\"" + start + "\",\"resourceId\":\"" + resource + "\"");
                }
            }
        }
        Collections.shuffle(places, new Random(1));
        return places;
    }

    /** Shop, service, start and resource of each free place, as a line for JMeter. */
    static List<String> places(Api.Shop shop, int days) {
        return places(shop, days, 1).stream()
                .map(place -> place.split("\""))
                .map(words -> String.join(",", shop.id(), shop.service(), words[3], words[7]))
                .toList();
    }

    private static byte[] order(Api.Shop shop, String place, String token) {
        return Http.request(
                "POST",
                "/api/reservations",
                token,
                "{\"businessId\":\"" + shop.id() + "\",\"serviceId\":\"" + shop.service() + "\",\"party\":1," + place
                        + "}",
                "Idempotency-Key",
                UUID.randomUUID().toString());
    }
}
