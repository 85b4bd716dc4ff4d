package dev.jari.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The directory of the embedded Redis: its data, and what its owner tells the instances that join it. */
record RedisFiles(Path directory) {
    private static final long LOG_BYTES = 1 << 20;
    private static final int TAIL_LINES = 5;

    static RedisFiles in(Path directory) {
        DataDirectory.makeDirectory(directory);
        try {
            return new RedisFiles(directory.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return directory.resolve(name);
    }

    Optional<Integer> port() {
        return read("port").filter(text -> text.matches("\\d{1,5}")).map(Integer::valueOf);
    }

    Optional<Long> pid() {
        return read("redis.pid").filter(text -> text.matches("\\d{1,10}")).map(Long::valueOf);
    }

    /** Proves to an instance that the program on the port is this directory's Redis. */
    Optional<String> password() {
        return read("password").filter(text -> text.matches("[0-9a-f]{64}"));
    }

    String makePassword() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        write("password", password);
        return password;
    }

    void configure(int port, String password) {
        write("redis.conf", """
                bind 127.0.0.1
                port %d
                protected-mode yes
                requirepass %s
                dir "%s"
                logfile redis.log
                pidfile "%s"
                loglevel warning
                tcp-backlog 128
                save ""
                appendonly yes
                appendfsync everysec
                maxmemory-policy noeviction
                """.formatted(port, password, quoted(directory), quoted(file("redis.pid"))));
        write("port", Integer.toString(port));
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    Path freshLog() {
        Path log = file("redis.log");
        try {
            if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
                Files.delete(log);
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last words of a server that did not start. */
    String lastWords() {
        List<String> lines =
                read("redis.log").map(text -> text.lines().toList()).orElse(List.of());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private Optional<String> read(String name) {
        try {
            return Files.exists(file(name))
                    ? Optional.of(Files.readString(file(name)).strip())
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnableToStart(
                    "The embedded Redis cannot read %s: %s".formatted(file(name), e),
                    "Give the directory to this user, or let jari.data-dir name another one.");
        }
    }

    /** Readable by the owner only, and never half written. */
    private void write(String name, String text) {
        try {
            Path written = Files.createTempFile(directory, name, ".new", DataDirectory.ownerOnly("rw-------"));
            Files.writeString(written, text);
            Files.move(written, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnableToStart(
                    "The embedded Redis cannot write %s: %s".formatted(file(name), e),
                    "Make the directory writable for this user, or let jari.data-dir name another one.");
        }
    }
}
