import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Each client renews its own session over and over, each time with the token that the last renewal gave it. */
final class Refresh {
    private Refresh() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine)) {
            Bench.print("refresh", engine, Load.run(200, number -> client(jari)));
            Bench.note("Redis, for each person with one session: %s", memory(jari));
        }
    }

    /** By Redis' own count, keys and their share of its tables included. */
    private static String memory(Jari jari) {
        RedisClient client = RedisClient.create(
                RedisURI.create("127.0.0.1", jari.redis.ports().getFirst()));
        try (var connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            long sessions = redis.keys("refresh:*").size();
            return Stream.of("refresh:*", "session:*")
                    .map(keys -> keys + " "
                            + redis.keys(keys).stream()
                                            .mapToLong(redis::memoryUsage)
                                            .sum()
                                    / sessions
                            + " bytes")
                    .collect(Collectors.joining(", "));
        } finally {
            client.shutdown();
        }
    }

    private static Load.Step client(Jari jari) throws java.io.IOException {
        JsonNode session = Api.register(jari.port);
        Http http = new Http(jari.port);
        String[] token = {session.get("refreshToken").asString()};
        return () -> {
            int status =
                    http.send(Http.request("POST", "/api/auth/refresh", "", "{\"refreshToken\":\"" + token[0] + "\"}"));
            if (status == 200) {
                token[0] = member(http.text(), "refreshToken");
            }
            return status;
        };
    }

    /** Found, not parsed: the client's share of the processor is missing in the figure. */
    private static String member(String json, String name) {
        int start = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
        return json.substring(start, json.indexOf('"', start));
    }
}
