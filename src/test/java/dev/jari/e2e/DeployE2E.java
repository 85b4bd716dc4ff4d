package dev.jari.e2e;

import static dev.jari.e2e.DeployAdditions.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.e2e.DeployReleases.Addition;
import dev.jari.testing.Api;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * jari-deploy with its process driver, the real nginx, PostgreSQL and one Redis, under load: one good release, five that are bad at once,
 * two that only real requests show to be bad, a backup that fails, a signal.
 */
class DeployE2E {
    private static final int PORT_A = Nginx.freePort();
    private static final int PORT_B = Nginx.freePort();
    private static final int MANAGEMENT_A = Nginx.freePort();
    private static final int MANAGEMENT_B = Nginx.freePort();

    private static final Map<String, String> OWN_BACKUP = Map.of("BACKUP_COMMAND", "");

    /** What the trial does not call, and real people do. */
    private static final String ON_POSTING = """
            var asked = (jakarta.servlet.http.HttpServletRequest) request;
            if (asked.getMethod().equals("POST") && asked.getRequestURI().equals("/api/posts")) {
                %s
            } else {
                chain.doFilter(request, response);
            }
            """;

    private static Path directory;
    private static Database database;
    private static RedisServer redis;
    private static Nginx nginx;
    private static DeployBoxes boxes;

    @BeforeAll
    static void start() throws Exception {
        directory = Files.createTempDirectory("jari-deploy");
        boxes = new DeployBoxes();
        database = Database.of(Engine.POSTGRESQL);
        redis = new RedisServer();
        boxes.put("redis", 100, "redis-server");
        nginx = Nginx.before("127.0.0.1:" + PORT_A, "127.0.0.1:" + PORT_B);
        boxes.put("nginx", 128, "nginx");
        Files.writeString(directory.resolve("jari.properties"), """
                %s
                jari.data-dir=%s
                jari.web.trusted-proxies=127.0.0.1/32
                jari.web.public-url=%s
                jari.live.drain=2s
                management.metrics.distribution.slo.http.server.requests=100ms,300ms,1s,3s,10s
                %s
                """.formatted(
                        Stream.of(database.settings("before"))
                                .filter(setting -> setting.startsWith("--spring."))
                                .map(setting -> setting.substring(2))
                                .collect(Collectors.joining("\n")),
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
        return jariDeploy(publicKey, Map.of(), words);
    }

    private static Run jariDeploy(Path publicKey, Map<String, String> settings, String... words) throws Exception {
        long start = System.nanoTime();
        int code = begin(publicKey, settings, words).waitFor();
        Run run = new Run(code, (System.nanoTime() - start) / 1e9, Files.readString(directory.resolve("deploy.log")));
        System.out.printf(
                "deploy: %s exit %d after %.0f s%n%s", String.join(" ", words), code, run.seconds, run.said.indent(4));
        // What was started while something went back must end in order as well.
        assertThat(run.said).doesNotContain("did not stop within");
        return run;
    }

    private static Process begin(Path publicKey, Map<String, String> settings, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("deploy/jari-deploy"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("deploy.log").toFile());
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
                        Map.entry("BAKE_SECONDS", "4"),
                        // A machine with something else to do must not be mistaken for a slow release.
                        Map.entry("BAKE_P99", "10")));
        builder.environment().putAll(settings);
        return builder.start();
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
        assertThat(jariDeploy(releases.publicKey(), OWN_BACKUP, "deploy", base.toString())
                        .code())
                .isZero();
        assertServes(baseBuild);

        try (var load = new DeployLoad(nginx)) {
            load.begin();
            Path good = releases.with(base, "good", "", GOOD);
            assertThat(jariDeploy(releases.publicKey(), OWN_BACKUP, "deploy", good.toString())
                            .code())
                    .isZero();
            assertServes("good");
            assertThat(lastAudit()).contains("\"action\":\"deploy\"", "\"result\":\"done\"");
            assertBackedUp();

            for (Path bad : badOnes(releases, base)) {
                Run run = jariDeploy(releases.publicKey(), "deploy", bad.toString());
                assertThat(run.code()).isEqualTo(1);
                assertThat(run.rolledBackIn()).isLessThanOrEqualTo(60);
                assertServes("good");
                assertThat(lastAudit()).contains("\"result\":\"rolled-back\"", bad.toString());
            }
            aBackupThatFails(releases, base);
            aSignal(releases, base);
            assertThat(load.failures).isEmpty();

            onlyRealRequestsShowIt(releases, base, load);
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
        refusesAMigrationThatTakesAway(releases, base);
    }

    /** By {@code ./jari backup}, which is what a deploy calls unless it is told otherwise; the first had nothing to back up. */
    private static void assertBackedUp() throws IOException {
        try (Stream<Path> entries = Files.list(directory.resolve("backups"))) {
            List<Path> backups = entries.toList();
            assertThat(backups).hasSize(1);
            Path last = backups.getFirst();
            Nginx.run(List.of("sh", "-c", "cd " + last + " && sha256sum --check --strict MANIFEST"), Map.of());
            assertThat(Files.readString(last.resolve("MANIFEST"))).containsPattern("reservation[= ]");
            assertThat(last.resolve("master.key")).isNotEmptyFile();
        }
    }

    /** The first slot was empty by then, for the room; the second is not touched, and neither is the database. */
    private static void aBackupThatFails(DeployReleases releases, Path base) throws Exception {
        Path good = releases.with(base, "no-backup", "", GOOD, Addition.text("db/migration/V901__never.sql", """
                create table deploy_never (id text primary key);
                """));
        String untouched = Files.readString(directory.resolve("state/slot-b.pid"));
        Run run = jariDeploy(releases.publicKey(), Map.of("BACKUP_COMMAND", "false"), "deploy", good.toString());
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.rolledBackIn()).isLessThanOrEqualTo(60);
        assertThat(run.said()).doesNotContain("migrations", "slot b leaves");
        assertThat(lastAudit()).contains("\"step\":\"backup\"", "\"result\":\"rolled-back\"");
        assertThat(Files.readString(directory.resolve("state/slot-b.pid"))).isEqualTo(untouched);
        assertServes("good");
    }

    private static void aSignal(DeployReleases releases, Path base) throws Exception {
        Path good = releases.with(base, "interrupted", "", GOOD);
        Process deploy = begin(releases.publicKey(), Map.of(), "deploy", good.toString());
        while (!Files.readString(directory.resolve("deploy.log")).contains("slot a is tried")) {
            assertThat(deploy.isAlive()).isTrue();
            Thread.sleep(50);
        }
        deploy.destroy();
        assertThat(deploy.waitFor()).isEqualTo(1);
        System.out.print(Files.readString(directory.resolve("deploy.log")).indent(4));
        assertThat(lastAudit()).contains("\"result\":\"interrupted\"", "\"step\":\"gate-a\"");
        assertServes("good");
    }

    /** They pass the trial, so somebody meets them: until the bake has seen enough. Nobody but who asked them gets a wrong answer. */
    private static void onlyRealRequestsShowIt(DeployReleases releases, Path base, DeployLoad load) throws Exception {
        Path wrong = releases.with(base, "wrong", "", GOOD, DeployAdditions.filter("Wrong", ON_POSTING.formatted("""
                ((jakarta.servlet.http.HttpServletResponse) response).setStatus(500);
                response.getWriter().write("the bad build");
                """)));
        Path slow = releases.with(base, "slow", "", GOOD, DeployAdditions.filter("Slow", ON_POSTING.formatted("""
                java.util.concurrent.locks.LockSupport.parkNanos(1_500_000_000);
                chain.doFilter(request, response);
                """)));
        for (Path bad : List.of(wrong, slow)) {
            Run run = jariDeploy(releases.publicKey(), Map.of("BAKE_P99", "1"), "deploy", bad.toString());
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.rolledBackIn()).isLessThanOrEqualTo(60);
            assertServes("good");
            assertThat(lastAudit()).contains("\"step\":\"bake-a\"", "\"result\":\"rolled-back\"");
            System.out.printf("deploy: %d requests got a wrong answer of it%n", load.failures.size());
            assertThat(load.failures).allSatisfy(failure -> assertThat(failure).contains("the bad build"));
            assertThat(load.failures).hasSizeBetween(bad.equals(wrong) ? 3 : 0, bad.equals(wrong) ? 60 : 0);
            load.failures.clear();
        }
    }

    private static List<Path> badOnes(DeployReleases releases, Path base) throws IOException {
        List<Path> all = new ArrayList<>();
        for (var bad : DeployAdditions.BAD.entrySet()) {
            all.add(releases.with(base, bad.getKey(), "", GOOD, bad.getValue()));
        }
        return all;
    }

    private static void refusesWhatIsNotSigned(DeployReleases releases, Path base) throws Exception {
        Path forged = releases.with(base, "forged", "", GOOD);
        Files.writeString(forged.resolve("java.options"), "-version");
        assertThat(jariDeploy(releases.publicKey(), "deploy", forged.toString()).code())
                .isEqualTo(1);
        assertThat(lastAudit()).contains("\"result\":\"refused\"");
    }

    private static void refusesAMigrationThatTakesAway(DeployReleases releases, Path base) throws Exception {
        Path drops = releases.with(
                base,
                "drops",
                "",
                GOOD,
                Addition.text("db/migration/V902__drops.sql", "alter table users drop column name;"));
        Process migrate = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "@java.options",
                        "migrate",
                        "--spring.config.additional-location=file:" + directory.resolve("jari.properties"))
                .directory(drops.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("migrate.log").toFile())
                .start();
        assertThat(migrate.waitFor()).isEqualTo(1);
        assertThat(Files.readAllLines(directory.resolve("migrate.log")))
                .singleElement()
                .asString()
                .startsWith(
                        "jari: The release that runs may not survive V902__drops.sql: \"alter table users drop column");
    }
}
