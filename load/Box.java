import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one instance gets: flags of the JVM and, for a small one where the machine lets us, a memory cgroup of 300 MB. */
record Box(List<String> flags, Optional<Path> group) implements AutoCloseable {
    private static final String LIMIT = String.valueOf(300L << 20);
    private static final Path V1 = Path.of("/sys/fs/cgroup/memory");
    private static final Path V2 = Path.of("/sys/fs/cgroup");

    static Box small() {
        return new Box(Bench.SMALL_FLAGS, make());
    }

    Box with(String flag) {
        List<String> all = new ArrayList<>(flags);
        all.add(flag);
        return new Box(all, group);
    }

    static Box large() {
        return new Box(Bench.SERVER_FLAGS, Optional.empty());
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
        List<String> all = new ArrayList<>();
        group.ifPresent(made -> all.addAll(List.of(
                "/bin/sh",
                "-c",
                "echo $$ >\"$0\" && exec \"$@\"",
                made.resolve("cgroup.procs").toString())));
        all.addAll(command);
        return all;
    }

    /** The most memory the process has had, and what its cgroup has counted (with the page cache, which it gives back). */
    String peak(long pid) throws IOException {
        String resident = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024 + " MB")
                .findFirst()
                .orElse("unknown");
        if (group.isEmpty()) {
            return resident;
        }
        Path counted = group.get().resolve(isV1() ? "memory.max_usage_in_bytes" : "memory.peak");
        return "%s (%d MB in a cgroup of 300)"
                .formatted(resident, Long.parseLong(Files.readString(counted).strip()) >> 20);
    }

    @Override
    public void close() throws IOException {
        if (group.isPresent()) {
            Files.delete(group.get());
        }
    }
}
