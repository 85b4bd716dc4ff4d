package dev.jari.e2e;

import dev.jari.e2e.DeployReleases.Addition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Signed images in a registry of this machine: a digest is what a registry says. From there jari-deploy pulls them. */
final class DeployImages implements AutoCloseable {
    private static final String ENTRYPOINT = """
            ENTRYPOINT ["java", "@/opt/jari/jvm.options", "-Dspring.info.build.location=classpath:build.properties", \
            "-cp", "/opt/jari/jari.jar:/opt/jari/addition.jar", "dev.jari.JariApplication"]""";

    private final Path directory;
    private final Path key;
    private final String repository;
    private final Process registry;
    private final String base;

    DeployImages(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(signatures());
        key = DeployReleases.key(directory);
        int port = Nginx.freePort();
        repository = "127.0.0.1:" + port + "/jari/app";
        Files.writeString(directory.resolve("registry.yml"), """
                version: 0.1
                log: {level: error}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(directory.resolve("registry"), port));
        registry = new ProcessBuilder(
                        "docker-registry",
                        "serve",
                        directory.resolve("registry.yml").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("registry.log").toFile())
                .start();
        docker("tag", "jari/app:local", repository + ":base");
        base = signed(pushed("base"));
    }

    Path publicKey() {
        return directory.resolve("release.pub");
    }

    Path signatures() {
        return directory.resolve("signatures");
    }

    String base() {
        return base;
    }

    Path signature(String image) {
        return signatures().resolve(image.replaceFirst(".*@sha256:", "") + ".sig");
    }

    /** One layer more than the base. It is gone from the engine afterwards, and lies in the registry only. */
    String with(String name, Addition... additions) throws IOException {
        Path jar = directory.resolve("addition.jar");
        DeployReleases.pack(jar, name, additions);
        String container = docker("create", "--network", "none", base).strip();
        docker("cp", jar.toString(), container + ":/opt/jari/addition.jar");
        String label = "LABEL org.opencontainers.image.revision=" + name;
        docker("commit", "--change", ENTRYPOINT, "--change", label, container, repository + ":" + name);
        docker("rm", "--volumes", container);
        String image = pushed(name);
        docker("rmi", repository + ":" + name);
        return image;
    }

    private String pushed(String tag) throws IOException {
        docker("push", "--quiet", repository + ":" + tag);
        return docker("image", "inspect", "--format", "{{ index .RepoDigests 0 }}", repository + ":" + tag)
                .strip();
    }

    String signed(String image) throws IOException {
        Path text = directory.resolve("image");
        Files.writeString(text, image);
        List<String> command = new ArrayList<>(List.of("openssl", "pkeyutl", "-sign", "-rawin"));
        command.addAll(List.of("-inkey", key.toString(), "-in", text.toString()));
        command.addAll(List.of("-out", signature(image).toString()));
        Nginx.run(command, Map.of());
        return image;
    }

    private static String docker(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        return Nginx.run(command, Map.of());
    }

    @Override
    public void close() throws IOException {
        registry.destroy();
        docker("images", "--digests", "--format", "{{ .Repository }}@{{ .Digest }}", repository)
                .lines()
                .distinct()
                .forEach(DeployImages::remove);
        docker("rmi", repository + ":base");
    }

    private static void remove(String image) {
        try {
            docker("rmi", image);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
