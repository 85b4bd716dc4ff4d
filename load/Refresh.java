import tools.jackson.databind.JsonNode;

/** Each client renews its own session over and over, each time with the token that the last renewal gave it. */
final class Refresh {
    private Refresh() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine)) {
            Bench.print("refresh", engine, Load.run(200, number -> client(jari)));
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
