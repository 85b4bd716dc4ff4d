package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the dashboards and alerts ask for is what a running Jari tells: a real Prometheus scrapes it, and is asked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservabilityE2E {
    private static final Path DEPLOY = Path.of("deploy").toAbsolutePath();
    private static final Pattern NAME = Pattern.compile(
            "\\b(?:jari|http|jvm|hikaricp|lettuce|process|system|jetty|executor|disk|logback|tasks)_[a-z_0-9]+\\b");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path directory = Files.createTempDirectory("jari-observed");
    private final Jari jari =
            Jari.start("--jari.telemetry.backups=" + backups(), "--jari.telemetry.certificate=" + certificate());
    private final int port = Jari.freePort();
    private final Api prometheus = new Api("http://127.0.0.1:" + port);
    private final Process process = prometheus();

    ObservabilityE2E() throws IOException, InterruptedException {}

    private Path backups() throws IOException {
        Files.createDirectories(directory.resolve("backups/jari-20260101T000000Z"));
        return directory.resolve("backups");
    }

    private Path certificate() throws IOException, InterruptedException {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        String store = directory.resolve("store").toString();
        run(
                keytool.toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                store,
                "-storepass",
                "changeit");
        Path file = directory.resolve("certificate.pem");
        run(
                keytool.toString(),
                "-exportcert",
                "-rfc",
                "-alias",
                "a",
                "-keystore",
                store,
                "-storepass",
                "changeit",
                "-file",
                file.toString());
        return file;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Process prometheus() throws IOException {
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
                global: { scrape_interval: 1s, evaluation_interval: 1s }
                rule_files: ["%s/prometheus/rules.yml", "%s/prometheus/alerts.yml"]
                scrape_configs:
                  - job_name: jari
                    metrics_path: /actuator/prometheus
                    static_configs: [{ targets: ["localhost:%d"] }]
                """.formatted(DEPLOY, DEPLOY, jari.management()));
        try {
            return new ProcessBuilder(
                            "prometheus",
                            "--config.file=" + config,
                            "--storage.tsdb.path=" + directory.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("prometheus.log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("prometheus is missing: sudo apt-get install prometheus", e);
        }
    }

    @BeforeAll
    void aDay() throws IOException, InterruptedException {
        Shop shop = Shop.open(jari.api());
        String service = shop.service(List.of(shop.resource("STAFF", 1)), Map.of());
        Account account = Account.register(jari, "Kim");
        Api customer = account.api();
        String room = customer.post("/api/rooms", Map.of("businessId", shop.id))
                .expect(201)
                .text("id");
        try (HttpClient listener = HttpClient.newHttpClient()) {
            InputStream events = listener.send(events(shop.owner, room), BodyHandlers.ofInputStream())
                    .body();
            for (int hour = 8; hour < 14; hour++) {
                Account.signIn(jari, account.email(), account.password());
                jari.api().post("/api/auth/login", Map.of("email", account.email(), "password", "wrong"));
                shop.free(customer, service, 1, "");
                shop.book(customer, service, Shop.time(1, hour, 0)).expect(201);
                shop.book(customer, service, Shop.time(1, hour, 0)).expect(409);
                customer.post(
                                "/api/rooms/" + room + "/messages",
                                Map.of("clientMessageId", UUID.randomUUID(), "body", "hello"))
                        .expect(201);
                jari.api().get(shop.path("")).expect(200);
                Thread.sleep(Duration.ofSeconds(1));
            }
            events.close();
        }
        // Two more looks, so that all of it has a rate.
        Thread.sleep(Duration.ofSeconds(3));
    }

    private HttpRequest events(Api owner, String room) {
        return HttpRequest.newBuilder(URI.create(jari.base() + "/api/rooms/" + room + "/events"))
                .header("Authorization", "Bearer " + owner.accessToken())
                .header("Accept", "text/event-stream")
                .build();
    }

    @AfterAll
    void stop() {
        process.destroy();
        jari.close();
    }

    @Test
    void eachQueryOfEachPanelHasData() {
        List<String> empty = new ArrayList<>();
        int queries = 0;
        for (Path dashboard : files("grafana/dashboards", ".json")) {
            for (JsonNode panel : JSON.readTree(dashboard.toFile()).get("panels")) {
                for (JsonNode target : panel.get("targets")) {
                    queries++;
                    String expression = target.get("expr").asString();
                    if (values(expression).noneMatch(value -> !value.equals("NaN"))) {
                        empty.add(dashboard.getFileName() + ", "
                                + panel.get("title").asString() + ": " + expression);
                    }
                }
            }
        }
        System.out.println(queries + " queries of panels");
        assertThat(queries).isGreaterThan(60);
        assertThat(empty).isEmpty();
    }

    @Test
    void whateverRulesAlertsAndPanelsNameExists() throws IOException {
        TreeSet<String> missing = new TreeSet<>();
        for (Path file : Stream.concat(
                        files("grafana/dashboards", ".json").stream(),
                        Stream.of(DEPLOY.resolve("prometheus/rules.yml"), DEPLOY.resolve("prometheus/alerts.yml")))
                .toList()) {
            NAME.matcher(Files.readString(file))
                    .results()
                    .map(MatchResult::group)
                    .forEach(missing::add);
        }
        missing.removeIf(name -> values("count(" + name + ")").findAny().isPresent());
        assertThat(missing).isEmpty();
    }

    @Test
    void theRulesAreLoadedAndNothingFires() {
        JsonNode groups = prometheus.get("/api/v1/rules").expect(200).json().at("/data/groups");
        assertThat(groups.valueStream().flatMap(group -> group.get("rules").valueStream()))
                .hasSizeGreaterThan(30)
                .allSatisfy(
                        rule -> assertThat(rule.path("lastError").asString("")).isEmpty());
        assertThat(values("ALERTS{alertstate=\"firing\"}")).isEmpty();
    }

    private Stream<String> values(String expression) {
        String query = URLEncoder.encode(expression, StandardCharsets.UTF_8);
        JsonNode answer =
                prometheus.get("/api/v1/query?query=" + query).expect(200).json();
        return answer.at("/data/result")
                .valueStream()
                .map(each -> each.at("/value/1").asString());
    }

    private static List<Path> files(String under, String ending) {
        try (var files = Files.list(DEPLOY.resolve(under))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
