import java.time.LocalDate;

/** The calendar of a service that any of 20 resources can give, for 30 days, with some of it booked. */
final class Availability {
    private static final int RESOURCES = 20;
    private static final int DAYS = 30;

    private Availability() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine)) {
            Api.Shop shop = Api.shop(jari.port, RESOURCES, "ROOM", 1, 30);
            Bookings.fill(jari, shop, RESOURCES * DAYS * 4);
            byte[] request = Http.request(
                    "GET",
                    shop.path() + "/services/" + shop.service() + "/availability?days=" + DAYS + "&from="
                            + LocalDate.now(Bookings.ZONE).plusDays(1),
                    "",
                    "");
            Load.Result result = Load.run(200, number -> {
                Http http = new Http(jari.port);
                return () -> http.send(request);
            });
            Bench.print("availability 20 x 30 days", engine, result);
            double count = jari.metric("jari_availability_seconds_count");
            Bench.note(
                    "in the server: p50 %.2f ms, p99 %.2f ms, mean %.2f ms",
                    1e3 * jari.metric("jari_availability_seconds{quantile=\"0.5\"}"),
                    1e3 * jari.metric("jari_availability_seconds{quantile=\"0.99\"}"),
                    1e3 * jari.metric("jari_availability_seconds_sum") / count);
        }
    }
}
