package dev.jari.e2e;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Signed releases of the very jar, and others that a small addition to the class path makes good or bad. */
final class DeployReleases {
    private final Path directory;
    private final Path key;

    DeployReleases(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        key = key(this.directory);
    }

    /** Makes the key that signs, with its public half, release.pub, beside it. */
    static Path key(Path directory) throws IOException {
        Path made = directory.resolve("release.key");
        String open = directory.resolve("release.pub").toString();
        Nginx.run(List.of("openssl", "genpkey", "-algorithm", "ed25519", "-out", made.toString()), Map.of());
        Nginx.run(List.of("openssl", "pkey", "-in", made.toString(), "-pubout", "-out", open), Map.of());
        return made;
    }

    Path publicKey() {
        return directory.resolve("release.pub");
    }

    Path base() throws IOException {
        Path base = directory.resolve("base");
        Nginx.run(
                List.of("deploy/release", base.toString(), key.toString()),
                Map.of(
                        "JARI_JAR", Nginx.jar().toString(),
                        "JAVA_HOME", System.getProperty("java.home")));
        return base;
    }

    /** A file that the class path of the release has beside the jar. */
    @SuppressWarnings("ArrayRecordComponent")
    record Addition(String name, byte[] content) {
        static Addition text(String name, String content) {
            return new Addition(name, content.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** {@code options}: of the JVM, after those of the base, which they overrule. */
    Path with(Path base, String name, String options, Addition... additions) throws IOException {
        Path release = Files.createDirectories(directory.resolve(name));
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path link = release.resolve(base.relativize(file));
                Files.createDirectories(link.getParent());
                Files.createLink(link, file);
            }
        }
        pack(release.resolve("addition.jar"), name, additions);
        replace(release.resolve("build-id"), name + "\n");
        replace(
                release.resolve("java.options"),
                Files.readString(base.resolve("java.options"))
                        .replace(
                                "-jar jari.jar",
                                options + "\n-Dspring.info.build.location=classpath:build.properties\n"
                                        + "-cp jari.jar:addition.jar\ndev.jari.JariApplication"));
        Nginx.run(List.of("deploy/release", "--sign", release.toString(), key.toString()), Map.of());
        return release;
    }

    /** A jar with all of them, and with what the release says that it is. */
    static void pack(Path file, String release, Addition... additions) throws IOException {
        Set<String> made = new HashSet<>();
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            put(jar, Addition.text("build.properties", "build.id=" + release), made);
            for (Addition addition : additions) {
                put(jar, addition, made);
            }
        }
    }

    /** With the folders, in which Flyway and Spring look for what there is. */
    private static void put(JarOutputStream jar, Addition addition, Set<String> made) throws IOException {
        for (int slash = addition.name().indexOf('/');
                slash > 0;
                slash = addition.name().indexOf('/', slash + 1)) {
            String folder = addition.name().substring(0, slash + 1);
            if (made.add(folder)) {
                jar.putNextEntry(new ZipEntry(folder));
            }
        }
        jar.putNextEntry(new ZipEntry(addition.name()));
        jar.write(addition.content());
        jar.closeEntry();
    }

    /** Not through the link: the base keeps what it has. */
    private static void replace(Path file, String text) throws IOException {
        Files.delete(file);
        Files.writeString(file, text);
    }

    /** A class of the application's own package, compiled here. */
    static Addition compiled(String name, String source) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        Map<String, ByteArrayOutputStream> classes = new HashMap<>();
        var files = new ForwardingJavaFileManager<JavaFileManager>(compiler.getStandardFileManager(null, null, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(
                    Location location, String className, JavaFileObject.Kind kind, javax.tools.FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + className.replace('.', '/')), kind) {
                    @Override
                    public ByteArrayOutputStream openOutputStream() {
                        return classes.computeIfAbsent(className, none -> new ByteArrayOutputStream());
                    }
                };
            }
        };
        var unit =
                new SimpleJavaFileObject(
                        URI.create("mem:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of("-proc:none", "-cp", System.getProperty("java.class.path"));
        if (!compiler.getTask(null, files, null, options, null, List.of(unit)).call()) {
            throw new IllegalStateException("does not compile: " + source);
        }
        return new Addition(
                name.replace('.', '/') + ".class",
                Objects.requireNonNull(classes.get(name)).toByteArray());
    }
}
