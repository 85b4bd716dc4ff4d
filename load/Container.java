import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The image as compose.yaml runs it, but on this machine's network, where the benchmark's Redis is; its flags are a file's. */
record Container(String image, String name, Path options) implements AutoCloseable {
    static Container of(String image, List<String> flags) throws IOException {
        Path options = Files.createTempFile("jvm", ".options");
        Files.write(options, flags);
        Files.setPosixFilePermissions(options, PosixFilePermissions.fromString("rw-r--r--"));
        return new Container(image, "jari-bench-" + UUID.randomUUID(), options);
    }

    /** What {@code java} would have got of properties, without its directory: the image has one. */
    List<String> command(List<String> java) {
        List<String> all = new ArrayList<>(List.of("docker", "run", "--rm", "--name", name, "--network", "host"));
        all.addAll(List.of("--memory", "300m", "--memory-swap", "300m", "--tmpfs", "/tmp:size=24m"));
        all.addAll(List.of("--read-only", "--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
        all.addAll(List.of("--volume", options + ":/opt/jari/jvm.options:ro", image));
        java.stream()
                .skip(java.indexOf("-jar") + 2L)
                .filter(property -> !property.startsWith("--jari.data-dir"))
                .forEach(all::add);
        return all;
    }

    ProcessHandle instance(Process started) throws IOException, InterruptedException {
        while (started.isAlive()) {
            Process asking = new ProcessBuilder("docker", "inspect", "--format", "{{.State.Pid}}", name).start();
            String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (answer.matches("[1-9]\\d*")) {
                return ProcessHandle.of(Long.parseLong(answer)).orElseThrow();
            }
            Thread.sleep(50);
        }
        throw new IOException("docker could not run " + image);
    }

    @Override
    public void close() throws IOException {
        Files.delete(options);
    }
}
