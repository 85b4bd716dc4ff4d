package dev.jari.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A redis-server that runs on this machine, from those bundled in the embedded-redis library. */
record RedisBinary(Path file, String version) {
    private static final Pattern VERSION = Pattern.compile("v=(\\S+)");

    /** Unpacked once into the directory and used from there ever after. */
    static RedisBinary in(Path directory) {
        return candidates(System.getProperty("os.name"), System.getProperty("os.arch")).stream()
                .flatMap(name -> tried(unpacked(name, directory)).stream())
                .findFirst()
                .orElseThrow(() -> new UnableToStart(
                        "The bundled Redis does not run on this machine (%s %s), or programs in %s may not be run."
                                .formatted(System.getProperty("os.name"), System.getProperty("os.arch"), directory),
                        "Install Redis or Valkey and set spring.data.redis.host and spring.data.redis.port."));
    }

    /** The 64-bit Linux build needs OpenSSL 3 and glibc; where they are missing, the static 32-bit one still runs. */
    static List<String> candidates(String system, String processor) {
        String name = system.toLowerCase(Locale.ROOT);
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        if (name.startsWith("linux")) {
            return arm ? List.of("6.2.7-linux-arm64") : List.of("6.2.6-v5-linux-amd64", "6.2.7-linux-386");
        }
        if (name.startsWith("mac")) {
            return List.of(arm ? "6.2.6-v5-darwin-arm64" : "6.2.6-v5-darwin-amd64");
        }
        return List.of();
    }

    private static Path unpacked(String name, Path directory) {
        Path file = directory.resolve("redis-server-" + name);
        if (Files.exists(file)) {
            return file;
        }
        try (InputStream bundled = RedisBinary.class.getResourceAsStream("/redis-server-" + name)) {
            if (bundled == null) {
                throw new IOException("it is not in the jar");
            }
            Path unpacking = Files.createTempFile(
                    directory,
                    "redis-server",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Files.copy(bundled, unpacking, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(unpacking, PosixFilePermissions.fromString("rwx------"));
            return Files.move(unpacking, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UnableToStart(
                    "The bundled Redis cannot be unpacked to %s: %s".formatted(file, e),
                    "Make the directory writable for this user, or let jari.data-dir name another one.");
        }
    }

    private static Optional<RedisBinary> tried(Path file) {
        try {
            Process process = new ProcessBuilder(file.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            return version.find() ? Optional.of(new RedisBinary(file, version.group(1))) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
