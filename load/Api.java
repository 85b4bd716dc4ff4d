import java.io.IOException;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sets the scene before a measurement: accounts and shops, made as anybody makes them. */
final class Api {
    static final JsonMapper JSON = new JsonMapper();
    private final Http http;
    private final String token;

    private Api(Http http, String token) {
        this.http = http;
        this.token = token;
    }

    /** What registering answers: the access token, the refresh token, the user. */
    static JsonNode register(int port) throws IOException {
        try (Http http = new Http(port)) {
            return new Api(http, "").post("/api/auth/register", """
                    {"email": "%s@example.com", "password": "correct-horse-battery-1", "name": "Load"}
                    """.formatted(UUID.randomUUID()));
        }
    }

    /** The access token of somebody who was registered with the password of all. */
    static String signIn(int port, String email) throws IOException {
        return post(port, "", "/api/auth/login", """
                {"email": "%s", "password": "correct-horse-battery-1"}
                """.formatted(email))
                .get("accessToken")
                .asString();
    }

    static String token(int port) throws IOException {
        return register(port).get("accessToken").asString();
    }

    static JsonNode post(int port, String token, String path, String body) throws IOException {
        try (Http http = new Http(port)) {
            return new Api(http, token).post(path, body);
        }
    }

    /** A shop that is always open, of {@code resources} resources, with one service of {@code minutes} minutes. */
    static Shop shop(int port, int resources, String kind, int capacity, int minutes) throws IOException {
        try (Http http = new Http(port)) {
            Api api = new Api(http, token(port));
            String shop = "/api/businesses/"
                    + api.post("/api/businesses", """
                            {"name": "Load", "category": "STUDIO", "zone": "Asia/Seoul"}
                            """).get("id").asString();
            api.send(
                    "PUT",
                    shop + "/hours",
                    JSON.writeValueAsString(
                            List.of("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
                                    .stream()
                                    .map(day -> java.util.Map.of("day", day, "open", "00:00", "close", "24:00"))
                                    .toList()));
            String[] ids = new String[resources];
            for (int i = 0; i < resources; i++) {
                ids[i] = api.post(shop + "/resources", """
                        {"name": "R%d", "kind": "%s", "capacity": %d}
                        """.formatted(i, kind, capacity))
                        .get("id")
                        .asString();
            }
            String service = api.post(shop + "/services", """
                    {"name": "S", "durationMinutes": %d, "stepMinutes": %d, "horizonDays": 120,
                     "requires": [{"role": "place", "resourceIds": %s}]}
                    """.formatted(minutes, minutes, JSON.writeValueAsString(ids)))
                    .get("id")
                    .asString();
            return new Shop(shop, shop.substring(shop.lastIndexOf('/') + 1), service, List.of(ids));
        }
    }

    record Shop(String path, String id, String service, List<String> resources) {}

    private JsonNode post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    private JsonNode send(String method, String path, String body) throws IOException {
        int status = http.send(Http.request(method, path, token, body.strip()));
        if (status >= 300) {
            throw new IllegalStateException(method + " " + path + " answered " + status + ": " + http.text());
        }
        return JSON.readTree(http.text());
    }
}
