import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/**
 * ./jari bench [NAME] [ENGINE]: starts the packed application, loads it and prints a line for each figure. Client, server,
 * database and Redis share this machine's cores. --seconds=10 --warmup=30 --clients=16 change how long and how many.
 */
final class Bench {
    static final List<String> SERVER_FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:+UseSerialGC",
            "-XX:+UseCompactObjectHeaders",
            "-Xmx512m");

    private interface Scenario {
        void run(Engine engine) throws Exception;
    }

    private record Named(String name, Scenario scenario) {}

    private static final List<Named> ALL = List.of(
            new Named("refresh", Refresh::run),
            new Named("auth", SignedIn::run),
            new Named("storm", Storm::run),
            new Named("outage", Outage::run),
            new Named("cache", Cached::run),
            new Named("availability", Availability::run),
            new Named("bookings", Bookings::run),
            new Named("sockets", Sockets::run),
            new Named("chat", Chat::run),
            new Named("production", Production::run),
            new Named("queries", Queries::run),
            new Named("mixed", Mixed::run));

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        // The embedded PostgreSQL tells a lot.
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        String[] args =
                Arrays.stream(arguments).filter(argument -> !isOption(argument)).toArray(String[]::new);
        String name = args.length > 0 ? args[0] : "all";
        List<Named> chosen = ALL.stream()
                .filter(bench -> name.equals("all") || name.equals(bench.name))
                .toList();
        List<Engine> engines = args.length > 1 ? engines(args[1]) : List.of(Engine.values());
        if (chosen.isEmpty() || engines.isEmpty()) {
            System.err.println("jari: bench knows %s, all; on sqlite, sqlite_full, postgresql"
                    .formatted(ALL.stream().map(Named::name).collect(Collectors.joining(", "))));
            System.exit(64);
        }
        System.out.printf(
                "%d cores shared by client and servers, load %.1f before the start, %d clients, Java %s, server flags %s%n%n",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Load.CLIENTS,
                Runtime.version(),
                String.join(" ", SERVER_FLAGS));
        System.out.printf("%-34s %-16s %9s %9s %9s %7s%n", "figure", "engine", "/s", "p50 ms", "p99 ms", "errors");
        for (Named bench : chosen) {
            for (Engine engine : engines) {
                bench.scenario.run(engine);
            }
        }
    }

    private static boolean isOption(String argument) {
        if (argument.startsWith("--")) {
            System.setProperty(argument.substring(2).split("=")[0], argument.replaceFirst("[^=]*=", ""));
        }
        return argument.startsWith("--");
    }

    static void print(String figure, Engine engine, Load.Result result) {
        System.out.printf(
                Locale.ROOT,
                "%-34s %-16s %9.0f %9.2f %9.2f %7d%n",
                figure,
                engine,
                result.perSecond(),
                result.p50(),
                result.p99(),
                result.errors());
    }

    static void note(String text, Object... values) {
        System.out.printf(Locale.ROOT, "  " + text + "%n", values);
    }

    private static List<Engine> engines(String name) {
        return Arrays.stream(Engine.values())
                .filter(engine -> engine.name().equalsIgnoreCase(name))
                .toList();
    }
}
