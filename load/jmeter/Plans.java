import static us.abstracta.jmeter.javadsl.JmeterDsl.csvDataSet;
import static us.abstracta.jmeter.javadsl.JmeterDsl.httpSampler;
import static us.abstracta.jmeter.javadsl.JmeterDsl.jtlWriter;
import static us.abstracta.jmeter.javadsl.JmeterDsl.testPlan;
import static us.abstracta.jmeter.javadsl.JmeterDsl.threadGroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.http.entity.ContentType;
import us.abstracta.jmeter.javadsl.core.DslTestPlan;
import us.abstracta.jmeter.javadsl.core.configs.DslCsvDataSet;
import us.abstracta.jmeter.javadsl.core.threadgroups.DslDefaultThreadGroup;
import us.abstracta.jmeter.javadsl.http.DslHttpSampler;

/**
 * What JMeter does, one plan for each kind of visit and one of all together. The people are in a file that {@code ./jari bench mixed} writes
 * (port, e-mail, token, shop, service, room), the free places in another (start, resource); whoever reads a line is that person, at that
 * person's instance.
 */
final class Plans {
    private static final String BASE = "http://127.0.0.1:${port}/api";

    private record Visit(int weight, DslHttpSampler... requests) {}

    private final String data;
    private final int seconds;
    private final int threads;

    private Plans(String data, int seconds, int threads) {
        this.data = data;
        this.seconds = seconds;
        this.threads = threads;
    }

    /** {@code export DIRECTORY}, or {@code run DATA SECONDS THREADS}. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("export")) {
            new Plans("${__P(data,target/jmeter)}", 60, 16).export(Path.of(args[1]));
        } else {
            Plans plans = new Plans(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]));
            plans.run(args.length > 4);
        }
        System.exit(0); // JMeter leaves threads behind.
    }

    private Map<String, Visit> visits() {
        Map<String, Visit> all = new TreeMap<>();
        all.put("browse", new Visit(6, get("/businesses"), get("/businesses?q=shop"),
                get("/businesses/${shop}"),
                get("/businesses/${shop}/services")));
        all.put("availability", new Visit(4, get("/businesses/${shop}/services/${service}/availability?days=7")));
        all.put("book", new Visit(2, post("/reservations", """
                {"businessId": "${bigshop}", "serviceId": "${bigservice}", "party": 1, "start": "${start}", "resourceId": "${resource}"}
                """).header("Idempotency-Key", "${__UUID}")));
        all.put("posts", new Visit(2, get("/posts"), get("/posts?businessId=${shop}")));
        all.put("chat", new Visit(2, get("/rooms"), post("/rooms/${room}/messages", """
                {"clientMessageId": "${__UUID}", "body": "I may be ten minutes late, is that all right?"}
                """), get("/rooms/${room}/messages")));
        all.put("sign-in", new Visit(1, post("/auth/login", """
                {"email": "${email}", "password": "correct-horse-battery-1"}
                """)));
        return all;
    }

    private DslHttpSampler get(String path) {
        return httpSampler("GET " + path.replaceAll("[?].*|[$][{]|[}]", ""), BASE + path).header("Authorization", "Bearer ${token}");
    }

    private DslHttpSampler post(String path, String body) {
        return httpSampler("POST " + path.replaceAll("[$][{]|[}]", ""), BASE + path)
                .header("Authorization", "Bearer ${token}")
                .post(body.strip(), ContentType.APPLICATION_JSON);
    }

    private DslDefaultThreadGroup group(String name, Visit visit, int threads) {
        DslDefaultThreadGroup group =
                threadGroup(name).rampToAndHold(threads, Duration.ZERO, Duration.ofSeconds(seconds));
        if (name.equals("book")) {
            group.children(csvDataSet(data + "/places.csv"));
        }
        return group.children(visit.requests());
    }

    private DslCsvDataSet people() {
        return csvDataSet(data + "/people.csv");
    }

    private DslTestPlan mixed() {
        Map<String, Visit> visits = visits();
        int weights = visits.values().stream().mapToInt(Visit::weight).sum();
        DslTestPlan plan = testPlan(people());
        visits.forEach((name, visit) ->
                plan.children(group(name, visit, Math.max(1, Math.round((float) threads * visit.weight() / weights)))));
        return plan;
    }

    private void export(Path directory) throws IOException {
        for (Map.Entry<String, Visit> visit : visits().entrySet()) {
            testPlan(people(), group(visit.getKey(), visit.getValue(), threads))
                    .saveAsJmx(directory.resolve(visit.getKey() + ".jmx").toString());
        }
        mixed().saveAsJmx(directory.resolve("mixed.jmx").toString());
    }

    private void run(boolean quietly) throws IOException {
        Path samples = Path.of(data, "mixed.jtl");
        Files.deleteIfExists(samples);
        mixed().children(jtlWriter(data, samples.getFileName().toString())).run();
        if (!quietly) {
            Report.of(samples).print();
        }
    }
}
