package dev.jari.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The most that any container of each service has had, looked at four times a second: its cgroup counts, but is gone with it, so that
 * a peak of its last quarter of a second may be missed.
 */
final class DeployPeaks implements AutoCloseable {
    private static final long PERIOD_NANOS = 250_000_000;
    private static final List<Path> PARENTS = Stream.of(
                    "memory/docker", "memory/system.slice", "docker", "system.slice")
            .map(Path.of("/sys/fs/cgroup")::resolve)
            .toList();

    private final String project;
    private final List<String> services;
    private final Map<String, String> serviceOf = new HashMap<>();
    private final Map<String, Long> peaks = new HashMap<>();
    private volatile boolean over;

    DeployPeaks(String project, List<String> services) {
        this.project = project;
        this.services = services;
        Thread.ofPlatform().name("peaks").daemon().start(this::watch);
    }

    private void watch() {
        while (!over) {
            look();
            LockSupport.parkNanos(PERIOD_NANOS);
        }
    }

    private synchronized void look() {
        for (Path parent : PARENTS) {
            try (Stream<Path> groups = Files.list(parent)) {
                groups.filter(group -> group.getFileName().toString().matches("(docker-)?[0-9a-f]{64}(\\.scope)?"))
                        .forEach(this::look);
            } catch (IOException none) {
                // Another kind of cgroups, or none.
            }
        }
    }

    private void look(Path group) {
        String id = group.getFileName().toString().replaceAll("docker-|\\.scope", "");
        String service = serviceOf.computeIfAbsent(id, this::service);
        for (String file : List.of("memory.max_usage_in_bytes", "memory.peak")) {
            try {
                long bytes =
                        Long.parseLong(Files.readString(group.resolve(file)).strip());
                peaks.merge(service, bytes >> 20, Math::max);
            } catch (IOException gone) {
                // It has ended, or it is the other kind.
            }
        }
    }

    private String service(String id) {
        try {
            String labels = Nginx.run(
                    List.of(
                            "docker",
                            "inspect",
                            "--format",
                            "{{ index .Config.Labels \"com.docker.compose.project\" }} {{ index .Config.Labels \"com.docker.compose.service\" }}",
                            id),
                    Map.of());
            return labels.startsWith(project + " ") ? labels.split(" ")[1].strip() : "";
        } catch (IOException | IllegalStateException gone) {
            return "";
        }
    }

    synchronized Map<String, Long> megabytes() {
        Map<String, Long> ordered = new LinkedHashMap<>();
        for (String service : services) {
            ordered.put(service, peaks.getOrDefault(service, 0L));
        }
        return ordered;
    }

    @Override
    public void close() {
        over = true;
    }
}
