package dev.jari.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process of its own that runs the Redis of a directory until its standard input ends, or until it is killed. */
final class RedisOwner {
    private RedisOwner() {}

    static Process start(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        RedisOwner.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("owner.log").toFile())
                .start();
    }

    static void main(String[] args) throws IOException {
        try (var redis = EmbeddedRedis.start(Path.of(args[0]))) {
            System.out.println("runs on " + redis.getStandalone().getPort());
            System.in.read();
        }
    }
}
