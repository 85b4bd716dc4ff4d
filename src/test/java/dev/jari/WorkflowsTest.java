package dev.jari;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** What runs with the right to publish and to deploy: nothing of others that can change, no right that a job did not ask for. */
class WorkflowsTest {
    private static final Path WORKFLOWS = Path.of(".github/workflows");
    private static final int LONGEST_MINUTES = 60;

    private record Job(String name, Map<String, Object> what) {
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> steps() {
            return (List<Map<String, Object>>) Objects.requireNonNull(what.get("steps"));
        }
    }

    @Test
    void actionsArePinnedByTheirCommitAndSayWhichReleaseThatIs() {
        assertAll(lines().filter(line -> line.contains("uses:"))
                .map(line -> () -> assertTrue(line.matches(".*uses: [\\w./-]+@[0-9a-f]{40} # v[\\d.]+"), line)));
    }

    @Test
    void nothingIsAllowedThatAJobDoesNotAskFor() {
        assertAll(files().map(file -> () ->
                assertTrue(Map.of().equals(workflow(file).get("permissions")), file + ": permissions: {} on top")));
        assertAll(jobs().map(job -> () -> assertTrue(job.what.get("permissions") instanceof Map, job.name)));
    }

    @Test
    void everyJobEndsAndNoTwoDeployAtOnce() {
        assertAll(jobs().map(job -> () -> assertTrue(
                job.what.get("timeout-minutes") instanceof Integer minutes && minutes <= LONGEST_MINUTES, job.name)));
        assertAll(files().map(file ->
                () -> assertTrue(workflow(file).get("concurrency") instanceof Map, file + ": concurrency")));
        assertEquals(
                workflow(WORKFLOWS.resolve("deploy.yml")).get("concurrency"),
                workflow(WORKFLOWS.resolve("rollback.yml")).get("concurrency"));
    }

    @Test
    void scriptsGetWhatOthersCanWriteFromTheEnvironmentOnly() {
        assertAll(jobs().flatMap(job -> job.steps().stream()
                .filter(step -> step.containsKey("run"))
                .map(step -> () -> assertFalse(
                        String.valueOf(step.get("run")).contains("${{"), job.name + ": " + step.get("name")))));
    }

    @Test
    void whoDeploysHasBeenApprovedAndHasNoLastingKey() {
        assertAll(jobs().filter(job -> job.name.contains("deploy") || job.name.contains("rollback"))
                .map(job -> () -> {
                    assertTrue("production".equals(job.what.get("environment")), job.name);
                    assertTrue(String.valueOf(job.what.get("permissions")).contains("id-token=write"), job.name);
                    assertFalse(job.what.toString().contains("secrets."), job.name);
                }));
    }

    @SuppressWarnings("unchecked")
    private static Stream<Job> jobs() {
        return files().flatMap(file ->
                Objects.requireNonNull((Map<String, Map<String, Object>>)
                                workflow(file).get("jobs"))
                        .entrySet()
                        .stream()
                        .map(job -> new Job(file.getFileName() + " " + job.getKey(), job.getValue())));
    }

    private static Map<String, Object> workflow(Path file) {
        return new Yaml().load(read(file));
    }

    private static Stream<String> lines() {
        return files().flatMap(file -> read(file).lines());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.list(WORKFLOWS)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
