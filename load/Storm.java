import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** 200 people sign in at once, over and over, at an instance with the flags of 300 MB: what is left for everybody else. */
final class Storm {
    private static final int CROWD = 200;
    private static final int OTHERS = 4;
    private static final Duration EACH = Duration.ofSeconds(10);

    private Storm() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine, Box.small())) {
            String path = Api.shop(jari.port, 1, "ROOM", 1, 60).path();
            String token = Api.token(jari.port);
            byte[] get = Http.request("GET", path, token, "");
            Load.Result before = others(jari, get, Load.WARM_UP);
            Bench.print("GET signed in, nobody else", engine, before);

            AtomicBoolean storming = new AtomicBoolean(true);
            var answers = new ConcurrentHashMap<Integer, LongAdder>();
            String email = Api.register(jari.port).at("/user/email").asString();
            byte[] login = Http.request(
                    "POST",
                    "/api/auth/login",
                    "",
                    "{\"email\":\"" + email + "\",\"password\":\"correct-horse-battery-1\"}");
            var crowd = new CompletableFuture<?>[CROWD];
            for (int i = 0; i < CROWD; i++) {
                crowd[i] = CompletableFuture.runAsync(
                        () -> signIn(jari, login, storming, answers),
                        task -> Thread.ofVirtual().start(task));
            }
            Load.Result during = others(jari, get, Duration.ofSeconds(2));
            storming.set(false);
            CompletableFuture.allOf(crowd).join();
            Bench.print("GET signed in, in the storm", engine, during);
            Bench.note(
                    "kept %.0f %%, p99 %.1f ms; answers to the logins: %s; peak memory %s",
                    100 * during.perSecond() / before.perSecond(), during.p99(), answers, jari.peak());
        }
    }

    private static Load.Result others(Jari jari, byte[] get, Duration warmUp) throws Exception {
        return Load.run(200, OTHERS, warmUp, EACH, number -> {
            Http http = new Http(jari.port);
            return () -> http.send(get);
        });
    }

    /** Who is told to come back later does so after as long as it says. */
    private static void signIn(
            Jari jari, byte[] login, AtomicBoolean storming, ConcurrentHashMap<Integer, LongAdder> answers) {
        try (Http http = new Http(jari.port)) {
            while (storming.get()) {
                int status = http.send(login);
                answers.computeIfAbsent(status, any -> new LongAdder()).increment();
                if (status == 503) {
                    Thread.sleep(1_000);
                }
            }
        } catch (IOException e) {
            answers.computeIfAbsent(0, any -> new LongAdder()).increment();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
