package dev.jari.e2e;

import static dev.jari.e2e.DeployAdditions.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Under load: one good release, five bad ones, and back to the one before; nobody notices, and no more memory is needed. */
final class DeployScenario {
    private static final long BUDGET = 828;
    private static final int ROLLBACK_SECONDS = 60;

    private final DeployContainers stage;
    private final Path directory = Files.createTempDirectory("jari-deploy");

    DeployScenario(DeployContainers stage) throws IOException {
        this.stage = stage;
    }

    void run() throws Exception {
        String base = stage.release();
        assertThat(jariDeploy("deploy", base).code()).isZero();
        assertServes(stage.build());
        try (var load = new DeployLoad(stage.edge())) {
            load.begin();
            String good = stage.release("good", GOOD);
            assertThat(jariDeploy("deploy", good).code()).isZero();
            assertServes("good");
            assertThat(lastAudit()).contains("\"action\":\"deploy\"", "\"result\":\"done\"");

            for (String bad : badOnes()) {
                Run run = jariDeploy("deploy", bad);
                assertThat(run.code()).isEqualTo(1);
                assertThat(run.rolledBackIn()).isLessThanOrEqualTo(ROLLBACK_SECONDS);
                assertServes("good");
                assertThat(lastAudit()).contains("\"result\":\"rolled-back\"", bad);
            }
            // The release before runs on the new schema: N-1.
            assertThat(jariDeploy("rollback").code()).isZero();
            assertServes(stage.build());
            load.end();
            assertUnnoticed(load);
        }
        assertThat(jariDeploy("deploy", stage.forged(GOOD)).code()).isEqualTo(1);
        assertThat(lastAudit()).contains("\"result\":\"refused\"");
    }

    private void assertUnnoticed(DeployLoad load) {
        Map<String, Long> peaks = stage.peaks();
        long sum = peaks.values().stream().mapToLong(Long::longValue).sum();
        System.out.printf(
                "deploy: %d requests (%.1f/s), %d failed; %d messages by 20 clients, %d lost; cgroup peaks in MB: %s = %d of %d%n",
                load.requests.get(),
                load.perSecond(),
                load.failures.size(),
                load.acknowledged(),
                load.lost(),
                peaks.entrySet().stream()
                        .map(peak -> peak.getKey() + " " + peak.getValue())
                        .collect(Collectors.joining(" + ")),
                sum,
                BUDGET);
        assertThat(load.failures).isEmpty();
        assertThat(load.faults()).isEmpty();
        assertThat(load.lost()).isZero();
        assertThat(load.acknowledged()).isGreaterThan(100);
        assertThat(load.perSecond()).isGreaterThanOrEqualTo(50);
        assertThat(sum).isLessThanOrEqualTo(BUDGET);
    }

    private List<String> badOnes() throws IOException {
        List<String> all = new ArrayList<>();
        for (var bad : DeployAdditions.BAD.entrySet()) {
            all.add(stage.release(bad.getKey(), GOOD, bad.getValue()));
        }
        return all;
    }

    private record Run(int code, String said) {
        int rolledBackIn() {
            Matcher back = Pattern.compile("rolled back in (\\d+) s").matcher(said);
            assertThat(back.find()).as(said).isTrue();
            return Integer.parseInt(back.group(1));
        }
    }

    private Run jariDeploy(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of("deploy/jari-deploy"));
        command.addAll(List.of(words));
        Path log = directory.resolve("deploy.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JARI_DEPLOY_CONF",
                        "/nonexistent",
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "CANARY",
                        directory.resolve("canary.json").toString(),
                        "BACKUPS",
                        directory.resolve("backups").toString(),
                        "READY_SECONDS",
                        "45",
                        "BAKE_SECONDS",
                        "4"));
        builder.environment().putAll(stage.settings());
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        String said = Files.readString(log);
        System.out.printf(
                "deploy: %s exit %d after %.0f s%n%s",
                String.join(" ", words), code, (System.nanoTime() - start) / 1e9, said.indent(4));
        return new Run(code, said);
    }

    private void assertServes(String build) {
        for (String slot : List.of("MANAGEMENT_A", "MANAGEMENT_B")) {
            Api management = new Api("http://127.0.0.1:" + stage.settings().get(slot));
            assertThat(management.get("/actuator/info").expect(200).text("build/id"))
                    .isEqualTo(build);
        }
    }

    private String lastAudit() throws IOException {
        return Files.readAllLines(Path.of(stage.settings().get("STATE"), "audit.log"))
                .getLast();
    }
}
