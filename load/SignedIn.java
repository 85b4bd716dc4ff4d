/** The same GET without and with a token: what signing in costs each request. */
final class SignedIn {
    private SignedIn() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine)) {
            String path = Api.shop(jari.port, 1, "ROOM", 1, 60).path();
            String token = Api.token(jari.port);
            // Whoever comes first meets a colder program: one round of both is not counted.
            get(jari, path, "");
            get(jari, path, token);
            Load.Result without = get(jari, path, "");
            Bench.print("GET shop, without token", engine, without);
            Load.Result with = get(jari, path, token);
            Bench.print("GET shop, signed in", engine, with);
            Bench.note("signed in / without: %.0f %%", 100 * with.perSecond() / without.perSecond());
        }
    }

    private static Load.Result get(Jari jari, String path, String token) throws Exception {
        byte[] request = Http.request("GET", path, token, "");
        return Load.run(200, number -> {
            Http http = new Http(jari.port);
            return () -> http.send(request);
        });
    }
}
