import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What it costs to know who calls: the same GET in the program without any security chain, with it but without a token, and signed in.
 * Measured in turns, medians of three.
 */
final class SignedIn {
    private static final int ROUNDS = 3;
    private static final Duration AGAIN = Duration.ofSeconds(2);

    private SignedIn() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine);
                Jari open = jari.withoutSecurity()) {
            String path = Api.shop(jari.port, 1, "ROOM", 1, 60).path();
            String token = Api.token(jari.port);
            get(open, path, "", Load.WARM_UP);
            get(jari, path, token, Load.WARM_UP);
            List<Load.Result> none = new ArrayList<>();
            List<Load.Result> without = new ArrayList<>();
            List<Load.Result> with = new ArrayList<>();
            for (int i = 0; i < ROUNDS; i++) {
                none.add(get(open, path, "", AGAIN));
                without.add(get(jari, path, "", AGAIN));
                with.add(get(jari, path, token, AGAIN));
            }
            Bench.print("GET shop, no security chain", engine, median(none));
            Bench.print("GET shop, without token", engine, median(without));
            Bench.print("GET shop, signed in", engine, median(with));
            Bench.note(
                    "signed in / no security chain: %.0f %%, without token / no security chain: %.0f %%",
                    100 * median(with).perSecond() / median(none).perSecond(),
                    100 * median(without).perSecond() / median(none).perSecond());
            Bench.note(
                    "authentication filter, in the server: p50 %.3f ms, p99 %.3f ms",
                    1_000 * jari.metric("jari_auth_filter_seconds{quantile=\"0.5\"}"),
                    1_000 * jari.metric("jari_auth_filter_seconds{quantile=\"0.99\"}"));
        }
    }

    private static Load.Result median(List<Load.Result> results) {
        return results.stream()
                .sorted(java.util.Comparator.comparingDouble(Load.Result::perSecond))
                .skip(results.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Load.Result get(Jari jari, String path, String token, Duration warmUp) throws Exception {
        byte[] request = Http.request("GET", path, token, "");
        return Load.run(200, warmUp, number -> {
            Http http = new Http(jari.port);
            return () -> http.send(request);
        });
    }
}
