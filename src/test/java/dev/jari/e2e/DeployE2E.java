package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.e2e.DeployReleases.Addition;
import dev.jari.testing.Api;
import dev.jari.testing.RedisServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** jari-deploy with its process driver, the real nginx, PostgreSQL and one Redis, under load: one good release and five bad ones. */
class DeployE2E {
    private static final int PORT_A = Nginx.freePort();
    private static final int PORT_B = Nginx.freePort();
    private static final int MANAGEMENT_A = Nginx.freePort();
    private static final int MANAGEMENT_B = Nginx.freePort();

    private static final Addition GOOD = Addition.text("db/migration/V900__good.sql", """
            create table deploy_proof (id text primary key);
            alter table business add column deploy_proof text not null default 'expanded';
            alter table service add column deploy_proof text;
            alter table resource add column deploy_proof text;
            alter table reservation add column deploy_proof text;
            alter table users add column deploy_proof text;
            alter table session add column deploy_proof text;
            alter table room add column deploy_proof text;
            alter table message add column deploy_proof text;
            alter table notification add column deploy_proof text;
            """);

    private static Path directory;
    private static EmbeddedPostgres database;
    private static RedisServer redis;
    private static Nginx nginx;
    private static DeployBoxes boxes;

    @BeforeAll
    static void start() throws Exception {
        directory = Files.createTempDirectory("jari-deploy");
        boxes = new DeployBoxes();
        database = EmbeddedPostgres.builder()
                .setDataDirectory(directory.resolve("postgresql"))
                .start();
        redis = new RedisServer();
        boxes.put("redis", 100, "redis-server");
        nginx = Nginx.before("127.0.0.1:" + PORT_A, "127.0.0.1:" + PORT_B);
        boxes.put("nginx", 128, "nginx");
        Files.writeString(directory.resolve("jari.properties"), """
                spring.datasource.url=%s
                spring.datasource.username=postgres
                spring.datasource.password=postgres
                jari.data-dir=%s
                jari.web.trusted-proxies=127.0.0.1/32
                jari.web.public-url=%s
                jari.live.drain=2s
                management.metrics.distribution.slo.http.server.requests=100ms,300ms,1s,3s
                %s
                """.formatted(
                        database.getJdbcUrl("postgres", "postgres"),
                        directory.resolve("data"),
                        nginx.base(),
                        String.join("\n", redis.properties())));
        Files.writeString(directory.resolve("backup"), "#!/bin/sh\necho backup >\"$1/jari-$(date +%s)\"\n");
        directory.resolve("backup").toFile().setExecutable(true);
    }

    @AfterAll
    static void stop() throws IOException {
        for (String slot : List.of("a", "b")) {
            Path pid = directory.resolve("state/slot-" + slot + ".pid");
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).split(" ")[0]))
                        .ifPresent(process -> {
                            process.destroy();
                            process.onExit().join();
                        });
            }
        }
        nginx.close();
        redis.close();
        database.close();
        boxes.close();
    }

    private record Run(int code, double seconds, String said) {
        int rolledBackIn() {
            Matcher back = Pattern.compile("rolled back in (\\d+) s").matcher(said);
            assertThat(back.find()).as(said).isTrue();
            return Integer.parseInt(back.group(1));
        }
    }

    private static Run jariDeploy(Path publicKey, String... words) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("deploy/jari-deploy"));
        command.addAll(List.of(words));
        Path log = directory.resolve("deploy.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("JARI_DEPLOY_CONF", "/nonexistent"),
                        Map.entry("JAVA_HOME", System.getProperty("java.home")),
                        Map.entry("STATE", directory.resolve("state").toString()),
                        Map.entry("PUBLIC_KEY", publicKey.toString()),
                        Map.entry("NGINX_DIRECTORY", nginx.directory().toString()),
                        Map.entry(
                                "SETTINGS", directory.resolve("jari.properties").toString()),
                        Map.entry("BACKUPS", directory.resolve("backups").toString()),
                        Map.entry("BACKUP_COMMAND", directory.resolve("backup").toString()),
                        Map.entry("CANARY", directory.resolve("canary.json").toString()),
                        Map.entry("PORT_A", String.valueOf(PORT_A)),
                        Map.entry("PORT_B", String.valueOf(PORT_B)),
                        Map.entry("MANAGEMENT_A", String.valueOf(MANAGEMENT_A)),
                        Map.entry("MANAGEMENT_B", String.valueOf(MANAGEMENT_B)),
                        Map.entry("BOX", boxes.prefix()),
                        Map.entry("READY_SECONDS", "45"),
                        Map.entry("BAKE_SECONDS", "4")));
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        Run run = new Run(code, (System.nanoTime() - start) / 1e9, Files.readString(log));
        System.out.printf(
                "deploy: %s exit %d after %.0f s%n%s", String.join(" ", words), code, run.seconds, run.said.indent(4));
        return run;
    }

    private static void assertServes(String build) {
        for (int port : List.of(MANAGEMENT_A, MANAGEMENT_B)) {
            Api management = new Api("http://127.0.0.1:" + port);
            assertThat(management.get("/actuator/info").expect(200).text("build/id"))
                    .isEqualTo(build);
        }
    }

    private static String lastAudit() throws IOException {
        return Files.readAllLines(directory.resolve("state/audit.log")).getLast();
    }

    @Test
    void nobodyNoticesAGoodReleaseNorFiveBadOnes() throws Exception {
        var releases = new DeployReleases(directory.resolve("releases"));
        Path base = releases.base();
        String baseBuild = Files.readString(base.resolve("build-id")).strip();
        assertThat(jariDeploy(releases.publicKey(), "deploy", base.toString()).code())
                .isZero();
        assertServes(baseBuild);

        try (var load = new DeployLoad(nginx)) {
            load.begin();
            Path good = releases.with(base, "good", "", GOOD);
            assertThat(jariDeploy(releases.publicKey(), "deploy", good.toString())
                            .code())
                    .isZero();
            assertServes("good");
            assertThat(lastAudit()).contains("\"action\":\"deploy\"", "\"result\":\"done\"");

            for (Path bad : badOnes(releases, base)) {
                Run run = jariDeploy(releases.publicKey(), "deploy", bad.toString());
                assertThat(run.code()).isEqualTo(1);
                assertThat(run.rolledBackIn()).isLessThanOrEqualTo(60);
                assertServes("good");
                assertThat(lastAudit()).contains("\"result\":\"rolled-back\"", bad.toString());
            }
            // The release before runs on the new schema: N-1.
            assertThat(jariDeploy(releases.publicKey(), "rollback").code()).isZero();
            assertServes(baseBuild);

            load.end();
            System.out.printf(
                    "deploy: %d requests (%.1f/s), %d failed; %d messages by 20 clients, %d lost; %s%n",
                    load.requests.get(),
                    load.perSecond(),
                    load.failures.size(),
                    load.acknowledged(),
                    load.lost(),
                    boxes.peaks());
            assertThat(load.failures).isEmpty();
            assertThat(load.faults()).isEmpty();
            assertThat(load.lost()).isZero();
            assertThat(load.acknowledged()).isGreaterThan(100);
            assertThat(load.perSecond()).isGreaterThanOrEqualTo(50);
            boxes.assertWithin(828);
        }
        refusesWhatIsNotSigned(releases, base);
    }

    private static List<Path> badOnes(DeployReleases releases, Path base) throws IOException {
        return List.of(
                releases.with(
                        base,
                        "does-not-start",
                        "",
                        GOOD,
                        Addition.text("config/application.yaml", "server.ssl.bundle: none")),
                releases.with(
                        base,
                        "out-of-memory",
                        "",
                        GOOD,
                        filter("Leak", "LEAK.add(new byte[12 << 20]); chain.doFilter(request, response);")),
                releases.with(base, "never-ready", "", GOOD, Addition.text("config/application.yaml", """
                        management.endpoint.health.group.readiness.include: readinessState,diskSpace
                        management.health.diskspace.threshold: 900TB
                        """)),
                releases.with(base, "one-route", "", GOOD, filter("OneRoute", """
                        if (((jakarta.servlet.http.HttpServletRequest) request).getRequestURI().endsWith("/cancellation")) {
                            ((jakarta.servlet.http.HttpServletResponse) response).sendError(500);
                        } else {
                            chain.doFilter(request, response);
                        }
                        """)),
                releases.with(base, "migration", "", GOOD, Addition.text("db/migration/V901__broken.sql", """
                        create table deploy_broken (id text primary key);
                        insert into nowhere (id) values ('x');
                        """)));
    }

    private static void refusesWhatIsNotSigned(DeployReleases releases, Path base) throws Exception {
        Path forged = releases.with(base, "forged", "", GOOD);
        Files.writeString(forged.resolve("java.options"), "-version");
        assertThat(jariDeploy(releases.publicKey(), "deploy", forged.toString()).code())
                .isEqualTo(1);
        assertThat(lastAudit()).contains("\"result\":\"refused\"");
    }

    private static Addition filter(String name, String body) {
        return DeployReleases.compiled("dev.jari.broken." + name, """
                package dev.jari.broken;

                @org.springframework.stereotype.Component
                public class %s implements jakarta.servlet.Filter {
                    static final java.util.Queue<byte[]> LEAK = new java.util.concurrent.ConcurrentLinkedQueue<>();

                    @Override
                    public void doFilter(jakarta.servlet.ServletRequest request, jakarta.servlet.ServletResponse response,
                            jakarta.servlet.FilterChain chain) throws java.io.IOException, jakarta.servlet.ServletException {
                        %s
                    }
                }
                """.formatted(name, body));
    }
}
