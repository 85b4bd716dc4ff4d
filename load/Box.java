import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one instance gets: flags of the JVM and, for a small one, 300 MB: in a memory cgroup where the machine lets us make one, or,
 * with --image=NAME, as a container of that image.
 */
record Box(List<String> flags, Optional<Path> group, Optional<Container> container) implements AutoCloseable {
    /** What the image gives its JVM. */
    static final Path OPTIONS = Path.of("deploy/images/app/jvm.options");

    private static final String LIMIT = String.valueOf(300L << 20);
    private static final Path V1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    /** As small ones run in production; but without the cache, which only the image is sure to have. */
    static Box small() {
        return new Box(productionFlags(), make(), Optional.empty());
    }

    /** As {@link #small}, with these flags and the cache, without which it does not start. */
    static Box production(List<String> flags) throws IOException {
        List<String> all = new ArrayList<>(flags);
        all.add("-XX:AOTMode=on");
        Optional<String> image = Optional.ofNullable(System.getProperty("image"));
        if (image.isPresent()) {
            all.add("-XX:AOTCache=/opt/jari/jari.aot");
            return new Box(all, Optional.empty(), Optional.of(Container.of(image.get(), all)));
        }
        try (Stream<Path> files = Files.list(Path.of("target/app"))) {
            files.filter(file -> file.toString().endsWith(".aot"))
                    .findFirst()
                    .ifPresent(cache -> all.add("-XX:AOTCache=" + cache));
        }
        return new Box(all, make(), Optional.empty());
    }

    static List<String> productionFlags() {
        try {
            return Files.readAllLines(OPTIONS).stream()
                    .filter(line -> line.startsWith("-") && !line.startsWith("-XX:AOTCache"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Box with(String flag) {
        List<String> all = new ArrayList<>(flags);
        all.add(flag);
        return new Box(all, group, container);
    }

    static Box large() {
        return new Box(Bench.SERVER_FLAGS, Optional.empty(), Optional.empty());
    }

    private static Optional<Path> make() {
        Path group = (isV1() ? V1 : V2)
                .resolve("jari-bench-" + ProcessHandle.current().pid());
        try {
            Files.createDirectory(group);
            Files.writeString(group.resolve(isV1() ? "memory.limit_in_bytes" : "memory.max"), LIMIT);
            return Optional.of(group);
        } catch (IOException e) {
            Bench.note("no memory cgroup here (%s): 300 MB by the flags alone", e);
            return Optional.empty();
        }
    }

    private static boolean isV1() {
        return Files.isDirectory(V1);
    }

    /** The command that runs {@code command} in the box. */
    List<String> enter(List<String> command) {
        if (container.isPresent()) {
            return container.get().command(command);
        }
        List<String> all = new ArrayList<>();
        group.ifPresent(made -> all.addAll(List.of(
                "/bin/sh",
                "-c",
                "echo $$ >\"$0\" && export MALLOC_ARENA_MAX=1 && exec \"$@\"",
                made.resolve("cgroup.procs").toString())));
        all.addAll(command);
        return all;
    }

    /** The instance itself, which {@code started} may only have called for. */
    ProcessHandle instance(Process started) throws IOException, InterruptedException {
        return container.isPresent() ? container.get().instance(started) : started.toHandle();
    }

    /** The most memory the process has had, and what its cgroup has counted (with the page cache, which it gives back). */
    String peak(long pid) throws IOException {
        String resident = kilobytes(pid, "VmHWM") / 1024 + " MB";
        if (group.isEmpty() && container.isEmpty()) {
            return resident;
        }
        Path counted = groupOf(pid).resolve(isV1() ? "memory.max_usage_in_bytes" : "memory.peak");
        return "%s (%d MB in a cgroup of 300)"
                .formatted(resident, Long.parseLong(Files.readString(counted).strip()) >> 20);
    }

    /** What the box has to find room for, in bytes: what its cgroup counts without files that nobody has touched lately. */
    long needed(long pid) throws IOException {
        if (group.isEmpty() && container.isEmpty()) {
            return kilobytes(pid, "VmRSS") << 10;
        }
        Path counted = groupOf(pid);
        long idle = Files.readAllLines(counted.resolve("memory.stat")).stream()
                .filter(line -> line.startsWith((isV1() ? "total_" : "") + "inactive_file "))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
        String usage = Files.readString(counted.resolve(isV1() ? "memory.usage_in_bytes" : "memory.current"));
        return Long.parseLong(usage.strip()) - idle;
    }

    private static Path groupOf(long pid) throws IOException {
        String mark = isV1() ? ":memory:/" : "0::/";
        return Files.readAllLines(Path.of("/proc/" + pid + "/cgroup")).stream()
                .filter(line -> line.contains(mark))
                .map(line -> (isV1() ? V1 : V2).resolve(line.substring(line.indexOf(mark) + mark.length())))
                .findFirst()
                .orElseThrow();
    }

    static long kilobytes(long pid, String name) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith(name + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    @Override
    public void close() throws IOException {
        if (group.isPresent()) {
            Files.delete(group.get());
        }
        if (container.isPresent()) {
            container.get().close();
        }
    }
}
