package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What jari-deploy does when it is interrupted or cannot go back, with instances that are files: {@link DeployE2E} has real ones. */
class DeployScriptTests {
    private static final int ROLLED_BACK = 1;
    private static final int BROKEN = 70;
    private static final int BUSY = 75;
    private static final int USAGE = 64;

    @TempDir
    Path directory;

    private Process begin(String... words) throws IOException {
        // A shell cannot trap what was ignored when it began, as nohup and some CI runners leave SIGHUP to their
        // children.
        List<String> command = new java.util.ArrayList<>(List.of("env", "--default-signal", "deploy/jari-deploy"));
        command.addAll(List.of(words));
        return builder(command)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "JARI_DEPLOY_CONF", "/nonexistent",
                        "DRIVER", "../../src/test/resources/deploy/words",
                        "STATE", state("").toString(),
                        "SLOTS", directory.resolve("slots").toString(),
                        "BACKUPS", directory.resolve("backups").toString()));
        return builder;
    }

    private int run(String... words) throws Exception {
        return begin(words).waitFor();
    }

    private Path state(String name) {
        return directory.resolve("state").resolve(name);
    }

    private String text(String name) throws IOException {
        return Files.exists(state(name)) ? Files.readString(state(name)).strip() : "";
    }

    private void assertServes(String a, String b) throws IOException {
        for (Map.Entry<String, String> slot : Map.of("a", a, "b", b).entrySet()) {
            assertThat(text("runs-" + slot.getKey())).as(said()).isEqualTo(slot.getValue());
            assertThat(text("slot-" + slot.getKey())).as(said()).isEqualTo(slot.getValue());
            assertThat(Files.exists(directory.resolve("slots/without-" + slot.getKey())))
                    .as("is %s out of nginx? %s", slot.getKey(), said())
                    .isEqualTo(slot.getValue().isEmpty());
        }
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"));
    }

    private String audited() throws IOException {
        return text("audit.log").lines().reduce("", (earlier, later) -> later);
    }

    @BeforeEach
    void serveTheFirst() throws Exception {
        assertThat(run("deploy", "first")).as(said()).isZero();
        // Before there was anybody, nobody served.
        Files.deleteIfExists(state("outages"));
    }

    @ParameterizedTest
    @CsvSource({
        "INT,stop-a",
        "TERM,backup",
        "HUP,start-a",
        "TERM,gate-a",
        "INT,bake-a",
        "TERM,out-b",
        "TERM,start-b",
        "HUP,bake-b",
        "TERM,pages"
    })
    void aSignalAtAnyStepLeavesWhatServedBefore(String signal, String step) throws Exception {
        Process deploy = interruptibleAt(step, "second");
        new ProcessBuilder("kill", "-" + signal, Long.toString(deploy.pid()))
                .start()
                .waitFor();
        assertThat(deploy.waitFor(1, TimeUnit.MINUTES)).as(said()).isTrue();
        assertThat(deploy.exitValue()).as(said()).isEqualTo(ROLLED_BACK);
        assertServes("first", "first");
        assertThat(audited()).contains("\"result\":\"interrupted\"", "\"step\":\"" + step + "\"", "second");
        assertThat(text("outages")).isEmpty();
        // Nothing holds the lock, and the next one goes through.
        assertThat(run("deploy", "third")).isZero();
        assertServes("third", "third");
    }

    private Process interruptibleAt(String step, String release) throws Exception {
        Files.writeString(state("pause-at"), step);
        Process deploy = begin("deploy", release);
        while (!Files.exists(state("reached"))) {
            assertThat(deploy.isAlive()).as(said()).isTrue();
            Thread.sleep(10);
        }
        return deploy;
    }

    @Test
    void oneAtATime() throws Exception {
        Process deploy = interruptibleAt("bake-a", "second");
        assertThat(run("deploy", "third")).isEqualTo(BUSY);
        assertThat(run("rollback")).isEqualTo(BUSY);
        Files.delete(state("reached"));
        assertThat(deploy.waitFor()).isZero();
        assertServes("second", "second");
    }

    /** As a broken connection leaves it: what is written goes nowhere, and may be refused. */
    @Test
    void goesBackThoughNobodyListens() throws Exception {
        List<String> command =
                List.of("bash", "-c", "deploy/jari-deploy deploy bad-b 2>&1 | true; exit ${PIPESTATUS[0]}");
        assertThat(builder(command).start().waitFor()).isEqualTo(ROLLED_BACK);
        assertServes("first", "first");
        assertThat(audited()).contains("rolled-back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-backup", "dead-a", "dead-b", "bad-a", "bad-b"})
    void whatFailsGoesBackAndNobodyIsWithoutAnAnswer(String release) throws Exception {
        assertThat(run("deploy", release)).as(said()).isEqualTo(ROLLED_BACK);
        assertServes("first", "first");
        assertThat(audited()).contains("rolled-back", release);
        assertThat(text("outages")).isEmpty();
    }

    @Test
    void withoutASignatureOrAPlaceForTheBackupNothingIsTouched() throws Exception {
        assertThat(run("deploy", "unsigned")).isEqualTo(ROLLED_BACK);
        Files.delete(directory.resolve("backups"));
        Files.writeString(directory.resolve("backups"), "not a directory");
        assertThat(run("deploy", "second")).isEqualTo(ROLLED_BACK);
        assertThat(said()).contains("cannot be written").doesNotContain("leaves nginx");
        assertThat(audited()).contains("\"result\":\"refused\"", "second");
        assertServes("first", "first");
    }

    @Test
    void aSlotThatCannotGoBackIsOutAndTheOtherServes() throws Exception {
        Process deploy = interruptibleAt("start-b", "dead-b");
        Files.createFile(state("dead-b"));
        Files.delete(state("reached"));
        assertThat(deploy.waitFor()).as(said()).isEqualTo(BROKEN);
        // The new release passed in a; taking it away as well would leave nobody.
        assertServes("dead-b", "");
        assertThat(audited()).contains("\"result\":\"broken\"");
        assertThat(text("outages")).isEmpty();

        Files.delete(state("dead-b"));
        assertThat(run("start")).as(said()).isZero();
        assertServes("first", "first");
        assertThat(text("outages")).isEmpty();
    }

    @Test
    void startBringsUpWhatServedBeforeTheMachineEnded() throws Exception {
        run("deploy", "second");
        Files.delete(state("runs-a"));
        Files.delete(state("runs-b"));
        assertThat(run("start")).as(said()).isZero();
        assertServes("second", "second");
        assertThat(audited()).contains("\"action\":\"start\"", "\"result\":\"done\"");
    }

    @Test
    void startUndoesADeployThatWasKilled() throws Exception {
        interruptibleAt("bake-a", "second").destroyForcibly().waitFor();
        assertServes("second", "first");
        assertThat(run("start")).as(said()).isZero();
        assertServes("first", "first");
        assertThat(text("outages")).isEmpty();
    }

    @Test
    void startBringsUpTheOtherWhereOneCannotBe() throws Exception {
        Files.delete(state("runs-a"));
        Files.delete(state("runs-b"));
        Files.createFile(state("dead-a"));
        assertThat(run("start")).as(said()).isEqualTo(BROKEN);
        assertServes("", "first");
        assertThat(audited()).contains("\"result\":\"broken\"");
    }

    @Test
    void whatIsNotThereIsSaidToBe() throws Exception {
        assertThat(run("deploy", "none")).isEqualTo(USAGE);
        assertThat(run("rollback")).isEqualTo(USAGE);
        assertServes("first", "first");
    }
}
