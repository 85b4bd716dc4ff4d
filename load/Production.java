import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The flags of production against others, each in a box of 300 MB: what it takes to be ready, and what it needs after 16,000 mixed
 * requests, with bookings, logins and chat among them, and 200 sockets. --image=NAME measures that image; --flags=chosen only what is
 * chosen.
 */
final class Production {
    private static final int REQUESTS = 16_000;
    private static final int SOCKETS = 200;
    private static final double READY_SECONDS = 6;
    private static final long NEEDED = 250L << 20;

    private record Flags(String name, List<String> flags) {}

    private final Jari jari;
    private final List<StompSocket> open = new ArrayList<>();
    private final List<Customer> customers = new ArrayList<>();

    private Production(Jari jari) throws IOException {
        this.jari = jari;
        Api.Shop shop = Api.shop(jari.port, 20, "ROOM", 1, 60);
        for (int i = 0; i < Load.CLIENTS; i++) {
            customers.add(new Customer(jari.port, shop, i));
        }
    }

    static void run(Engine engine) throws Exception {
        List<String> chosen = Box.productionFlags();
        List<Flags> all = new ArrayList<>(List.of(new Flags("chosen", chosen)));
        if (System.getProperty("flags") == null) {
            all.add(new Flags("C1, -Xmx112m", heap(chosen, "112m", true)));
            all.add(new Flags("C2, -Xmx72m", heap(chosen, "72m", false)));
            all.add(new Flags("C2, -Xmx96m", heap(chosen, "96m", false)));
        }
        List<String> missed = new ArrayList<>();
        for (Flags flags : all) {
            measure(engine, flags).forEach(missed::add);
        }
        if (!missed.isEmpty()) {
            throw new IllegalStateException(String.join("; ", missed));
        }
    }

    private static List<String> heap(List<String> chosen, String most, boolean c1) {
        return Stream.concat(
                        chosen.stream()
                                .filter(flag -> !flag.startsWith("-Xmx") && !flag.startsWith("-XX:TieredStopAtLevel")),
                        Stream.of("-Xmx" + most, "-XX:TieredStopAtLevel=" + (c1 ? 1 : 4)))
                .toList();
    }

    /** What of the goals is missed, for the chosen flags; the others are for comparison. */
    private static Stream<String> measure(Engine engine, Flags flags) throws Exception {
        try (Jari jari = Jari.start(engine, Box.production(flags.flags))) {
            double ready = jari.cpu().toMillis() / 1e3;
            Production production = new Production(jari);
            try {
                production.listen();
                production.load(flags.name, engine);
            } finally {
                for (StompSocket socket : production.open) {
                    socket.close();
                }
            }
            Thread.sleep(3_000);
            long needed = jari.needed();
            Bench.note(
                    "%s: ready after %.1f s of processor time, %.1f s in all; %d MB needed of 300; %d MB resident (%d its own, %d mapped files), peak %s",
                    flags.name,
                    ready,
                    jari.cpu().toMillis() / 1e3,
                    needed >> 20,
                    jari.memory("VmRSS") >> 20,
                    jari.memory("RssAnon") >> 20,
                    jari.memory("RssFile") >> 20,
                    jari.peak());
            if (!flags.name.equals("chosen")) {
                return Stream.of();
            }
            return Stream.of(
                            ready > READY_SECONDS ? "ready too late" : "",
                            needed > NEEDED ? "too much memory" : "",
                            jari.isAlive() ? "" : "it has ended")
                    .filter(word -> !word.isEmpty());
        } catch (IOException | IllegalStateException e) {
            Bench.note(
                    "%s: failed: %s",
                    flags.name, e.getMessage().lines().findFirst().orElse(""));
            return flags.name.equals("chosen") ? Stream.of("it has failed") : Stream.of();
        }
    }

    /** Each listens to a day of the shop and to the room of a customer, who reads nothing of it. */
    private void listen() throws IOException, InterruptedException {
        for (int i = 0; i < SOCKETS; i++) {
            open.add(customers.get(i % customers.size()).listen(i));
            if (i % 20 == 19) {
                Thread.sleep(100);
            }
        }
    }

    private void load(String name, Engine engine) throws Exception {
        half(name + ", first half, cold", engine);
        half(name + ", second half", engine);
    }

    private void half(String what, Engine engine) throws Exception {
        AtomicInteger left = new AtomicInteger(REQUESTS / 2);
        List<Callable<TreeMap<Integer, Integer>>> clients = new ArrayList<>();
        for (Customer customer : customers) {
            clients.add(() -> customer.call(left));
        }
        long start = System.nanoTime();
        var statuses = new TreeMap<Integer, Integer>();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            for (Future<TreeMap<Integer, Integer>> done : threads.invokeAll(clients)) {
                done.get().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        Bench.note("%s, %s: %.0f requests/s, answers %s", what, engine, REQUESTS / 2 / seconds, statuses);
        // A crowd at the login is told to come back; everything else is to be served.
        if (statuses.keySet().stream().anyMatch(status -> status >= 400 && status != 503)) {
            throw new IllegalStateException("requests failed: " + statuses);
        }
    }
}
