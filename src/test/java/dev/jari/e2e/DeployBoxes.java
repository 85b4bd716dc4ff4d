package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Memory cgroups of the parts of one machine, where they can be made; jari-deploy puts the two instances into theirs by itself. */
final class DeployBoxes implements AutoCloseable {
    private static final Path V1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    private final String prefix = "jari-e2e-" + ProcessHandle.current().pid();
    private final boolean v1 = Files.isDirectory(V1);

    String prefix() {
        return prefix;
    }

    private Path box(String name) {
        return (v1 ? V1 : V2).resolve(prefix + "-" + name);
    }

    /** The children of this process that run such a program, and theirs. */
    void put(String name, int megabytes, String program) {
        try {
            Files.createDirectories(box(name));
            Files.writeString(box(name).resolve(v1 ? "memory.limit_in_bytes" : "memory.max"), (megabytes << 20) + "");
            for (ProcessHandle process : ProcessHandle.current().descendants().toList()) {
                if (process.info().command().orElse("").contains(program)) {
                    Files.writeString(box(name).resolve("cgroup.procs"), process.pid() + "");
                }
            }
        } catch (IOException e) {
            System.out.println("deploy: no memory cgroup for " + name + " here: " + e);
        }
    }

    private Map<String, Long> megabytes() {
        Map<String, Long> peaks = new LinkedHashMap<>();
        for (String name : new String[] {"nginx", "a", "b", "redis"}) {
            peak(name).ifPresent(bytes -> peaks.put(name, bytes >> 20));
        }
        return peaks;
    }

    private Optional<Long> peak(String name) {
        try {
            Path counted = box(name).resolve(v1 ? "memory.max_usage_in_bytes" : "memory.peak");
            return Optional.of(Long.parseLong(Files.readString(counted).strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    String peaks() {
        return megabytes().entrySet().stream()
                        .map(peak -> peak.getKey() + " " + peak.getValue())
                        .collect(Collectors.joining(" + ", "cgroup peaks in MB: ", " = "))
                + sum();
    }

    private long sum() {
        return megabytes().values().stream().mapToLong(Long::longValue).sum();
    }

    void assertWithin(long megabytes) {
        assertThat(sum()).isLessThanOrEqualTo(megabytes);
    }

    @Override
    public void close() throws IOException {
        for (String name : new String[] {"nginx", "a", "b", "redis"}) {
            // Whoever was in it may take a moment to be gone.
            for (int i = 0; i < 50 && Files.exists(box(name)); i++) {
                try {
                    Files.delete(box(name));
                } catch (IOException busy) {
                    java.util.concurrent.locks.LockSupport.parkNanos(100_000_000);
                }
            }
        }
    }
}
