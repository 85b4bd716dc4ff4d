package dev.jari.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The alerts are right, proven to be, and explained. Needs promtool (Debian: apt-get install prometheus). */
class AlertsTests {
    private static final Path PROMETHEUS = Path.of("deploy/prometheus");
    private static final Path RUNBOOKS = Path.of("docs/runbooks");

    private final List<String> alerts = list(yaml(PROMETHEUS.resolve("alerts.yml")), "groups").stream()
            .flatMap(group -> list(group, "rules").stream())
            .map(rule -> String.valueOf(rule.get("alert")))
            .toList();

    @Test
    void eachAlertHasATestInWhichItFiresAndOneInWhichItStaysSilent() throws IOException {
        for (String alert : alerts) {
            List<Map<String, Object>> tests = list(yaml(PROMETHEUS.resolve("tests/" + alert + ".yml")), "tests");
            assertThat(tests).extracting(test -> test.get("name")).contains(alert + " fires", alert + " stays silent");
            for (Map<String, Object> test : tests) {
                boolean fires = String.valueOf(test.get("name")).endsWith("fires");
                assertThat(list(test, "alert_rule_test")).isNotEmpty().allSatisfy(expected -> {
                    assertThat(expected.get("alertname")).isEqualTo(alert);
                    assertThat(list(expected, "exp_alerts").isEmpty()).isNotEqualTo(fires);
                });
            }
        }
        assertThat(names(PROMETHEUS.resolve("tests"), ".yml")).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void eachAlertHasAPageThatSaysWhatItMeansHowToLookAndWhatToDo() throws IOException {
        for (String alert : alerts) {
            assertThat(RUNBOOKS.resolve(alert + ".md"))
                    .content()
                    .startsWith("# " + alert + "\n")
                    .containsSubsequence("## What it means", "## How to look", "\n- ", "## What to do", "\n- ");
        }
        assertThat(names(RUNBOOKS, ".md")).containsExactlyInAnyOrderElementsOf(alerts);
    }

    @Test
    void promtoolFindsTheRulesRightAndTheirTestsPass() throws IOException, InterruptedException {
        promtool(List.of("check", "config", PROMETHEUS.resolve("prometheus.yml").toString()));
        List<String> tests = new ArrayList<>(List.of("test", "rules"));
        alerts.forEach(
                alert -> tests.add(PROMETHEUS.resolve("tests/" + alert + ".yml").toString()));
        promtool(tests);
    }

    private static void promtool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(arguments);
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new AssertionError("promtool is missing: sudo apt-get install prometheus", e);
        }
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertEquals(0, process.waitFor(), said);
    }

    private static List<String> names(Path directory, String ending) throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .toList();
        }
    }

    private static Map<String, Object> yaml(Path file) {
        try {
            return Objects.requireNonNull(new Yaml().<Map<String, Object>>load(Files.readString(file)));
        } catch (IOException e) {
            throw new AssertionError(file + " is missing", e);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> from, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(from.get(name));
    }
}
