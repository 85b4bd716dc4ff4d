import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Redis stops for 20 s under load: what goes on meanwhile, and how soon the rest does after it is back. */
final class Outage {
    private static final int CLIENTS = 8;
    private static final Duration BEFORE = Duration.ofSeconds(10);
    private static final Duration AWAY = Duration.ofSeconds(20);

    private Outage() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine, Box.small())) {
            String path = Api.shop(jari.port, 1, "ROOM", 1, 60).path();
            JsonNode session = Api.register(jari.port);
            byte[] get = Http.request("GET", path, session.get("accessToken").asString(), "");
            byte[] refresh = Http.request(
                    "POST",
                    "/api/auth/refresh",
                    "",
                    "{\"refreshToken\":\"" + session.get("refreshToken").asString() + "\"}");
            Load.Result before = get(jari, get, Load.WARM_UP, BEFORE);
            Bench.print("GET signed in, with Redis", engine, before);

            jari.redis.stop();
            Load.Result without = get(jari, get, Duration.ZERO, AWAY);
            int refused = status(jari, refresh);
            Bench.print("GET signed in, without Redis", engine, without);
            jari.redis.start();
            long back = System.nanoTime();
            while (status(jari, refresh) != 200) {
                Thread.sleep(20);
            }
            Bench.note(
                    "kept %.0f %%; a refresh answered %d meanwhile, 200 again after %.1f s; peak memory %s",
                    100 * without.perSecond() / before.perSecond(),
                    refused,
                    (System.nanoTime() - back) / 1e9,
                    jari.peak());
        }
    }

    private static Load.Result get(Jari jari, byte[] get, Duration warmUp, Duration measure) throws Exception {
        return Load.run(200, CLIENTS, warmUp, measure, number -> {
            Http http = new Http(jari.port);
            return () -> http.send(get);
        });
    }

    private static int status(Jari jari, byte[] request) throws Exception {
        try (Http http = new Http(jari.port)) {
            return http.send(request);
        }
    }
}
