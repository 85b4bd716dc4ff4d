import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The same GET with caches and without them ({@code jari.cache.enabled=false}), two processes on the same stores, in turns, medians of three: a shop for
 * everybody, its services, who one is, and a page of posts.
 */
final class Cached {
    private static final int ROUNDS = 3;
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final int POSTS = 60;

    private Cached() {}

    private record Get(String name, String cache, String path, String token) {}

    static void run(Engine engine) throws Exception {
        try (Jari cached = Jari.start(engine);
                Jari uncached = cached.another("--jari.cache.enabled=false")) {
            String shop = Api.shop(cached.port, 3, "ROOM", 1, 60).path();
            String token = Api.token(cached.port);
            posts(cached, Api.token(cached.port));
            for (Get get : List.of(
                    new Get("GET shop", "answers", shop, ""),
                    new Get("GET services", "answers", shop + "/services", ""),
                    new Get("GET me", "user", "/api/auth/me", token),
                    new Get("GET 20 posts", "posts", "/api/posts", token))) {
                measure(engine, cached, uncached, get);
            }
        }
    }

    private static void measure(Engine engine, Jari cached, Jari uncached, Get get) throws Exception {
        load(cached, get, Load.WARM_UP.dividedBy(3));
        load(uncached, get, Load.WARM_UP.dividedBy(3));
        List<Load.Result> with = new ArrayList<>();
        List<Load.Result> without = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            with.add(load(cached, get, AGAIN));
            without.add(load(uncached, get, AGAIN));
        }
        Bench.print(get.name + ", cached", engine, median(with));
        Bench.print(get.name + ", from SQL", engine, median(without));
        Bench.note(
                "cached / from SQL: %.1f times; hits: %.2f %%",
                median(with).perSecond() / median(without).perSecond(), 100 * hits(cached, get.cache));
    }

    /** Near and in Redis, of all that were asked for. */
    private static double hits(Jari jari, String cache) throws IOException {
        double near = count(jari, cache, "near");
        double redis = count(jari, cache, "redis");
        return (near + redis) / (near + redis + count(jari, cache, "load") + count(jari, cache, "bypass"));
    }

    private static double count(Jari jari, String cache, String outcome) throws IOException {
        return jari.metric("jari_cache_total{cache=\"" + cache + "\",outcome=\"" + outcome + "\"}");
    }

    private static void posts(Jari jari, String token) throws IOException {
        try (Http http = new Http(jari.port)) {
            for (int i = 0; i < POSTS; i++) {
                int status = http.send(Http.request(
                        "POST",
                        "/api/posts",
                        token,
                        "{\"title\": \"Post " + i + "\", \"body\": \"" + "Some **words** about it. ".repeat(20)
                                + "\"}"));
                if (status != 201) {
                    throw new IllegalStateException("A post was answered " + status + ": " + http.text());
                }
            }
        }
    }

    private static Load.Result median(List<Load.Result> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(Load.Result::perSecond))
                .skip(results.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Load.Result load(Jari jari, Get get, Duration warmUp) throws Exception {
        byte[] request = Http.request("GET", get.path, get.token, "");
        return Load.run(200, warmUp, number -> {
            Http http = new Http(jari.port);
            return () -> http.send(request);
        });
    }
}
