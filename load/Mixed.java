import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** All kinds of visits together, as JMeter makes them (jmeter/Plans.java), in a full town: on one instance, then on two. */
final class Mixed {
    private static final int PEOPLE = 200;
    private static final int ROOMS = 40;
    private static final int DAYS = 100;
    private static final Path DATA = Path.of("target/jmeter");

    private Mixed() {}

    static void run(Engine engine) throws Exception {
        try (Jari one = Jari.start(engine)) {
            try (Connection connection = one.database()) {
                Fill.into(connection, one.passwordHash(connection));
            }
            // Free places for both runs and their warm-ups: a booked one is not free again.
            List<String> places = Bookings.places(Api.shop(one.port, ROOMS, "ROOM", 1, 60), DAYS);
            visit("1 instance", engine, places.subList(0, places.size() / 2), one);
            try (Jari two = one.another()) {
                visit("2 instances", engine, places.subList(places.size() / 2, places.size()), one, two);
            }
            Jari.verify(one.stores);
        }
    }

    private static void visit(String what, Engine engine, List<String> places, Jari... instances) throws Exception {
        writePeople(instances);
        int half = places.size() / 2;
        writePlaces(places.subList(0, half));
        jmeter(Load.WARM_UP.toSeconds(), "quietly");
        writePlaces(places.subList(half, places.size()));
        System.out.printf(
                "%n| %s, %s | /s | p50 ms | p95 ms | p99 ms | errors |%n|---|---|---|---|---|---|%n", what, engine);
        jmeter(Load.MEASURE.toSeconds());
    }

    private static void writePeople(Jari... instances) throws IOException {
        List<String> lines = new ArrayList<>(List.of("port,email,token,shop,service,room"));
        for (int i = 0; i < PEOPLE; i++) {
            Jari jari = instances[i % instances.length];
            String email = "user" + i + "@load.example";
            String token = Api.signIn(jari.port, email);
            lines.add(String.join(
                    ",", "" + jari.port, email, token, Queries.id(3, i), Queries.id(5, i), Queries.id(8, i)));
        }
        Files.createDirectories(DATA);
        Files.write(DATA.resolve("people.csv"), lines);
    }

    private static void writePlaces(List<String> places) throws IOException {
        List<String> lines = new ArrayList<>(List.of("bigshop,bigservice,start,resource"));
        lines.addAll(places);
        Files.write(DATA.resolve("places.csv"), lines);
    }

    private static void jmeter(long seconds, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx512m",
                "-cp",
                DATA + ":" + Files.readString(Path.of("target/jmeter.classpath")),
                "Plans",
                "run",
                DATA.toAbsolutePath().toString(),
                "" + seconds,
                "" + Load.CLIENTS));
        command.addAll(List.of(more));
        int code = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(DATA.resolve("log").toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("JMeter ended with " + code + ": " + Files.readString(DATA.resolve("log")));
        }
    }
}
