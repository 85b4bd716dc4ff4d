package dev.jari.e2e;

import dev.jari.e2e.DeployReleases.Addition;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What deploy/compose.yaml makes, with images by digest; the database is on this machine, which is "another host" to the containers.
 *
 * <p>An engine without filters of its own passes a published port on as if its gateway had called. So people call nginx at its own
 * address, from a network whose addresses are all this machine's meanwhile.
 */
final class DeployContainers implements AutoCloseable {
    private static final String PROJECT = "jari-deploy-e2e";
    private static final String INSIDE = "172.30.84";
    private static final String OUTSIDE = "10.84";
    private static final List<String> ROUTE = List.of(OUTSIDE + ".0.0/16", "dev", "lo");

    /** Stays: it has what the instances logged. */
    private final Path directory = Files.createTempDirectory("jari-deploy-containers");

    private final Path secrets = directory.resolve("secrets");
    private final DeployImages images;
    private final DeployPeaks peaks;
    private final EmbeddedPostgres database;
    private final int databasePort = Nginx.freePort();
    private final String compose = works("docker-compose", "version") ? "docker-compose" : "docker compose";
    private final Map<String, String> settings = new TreeMap<>();

    DeployContainers() throws IOException {
        Nginx.run(List.of("deploy/images/build"), Map.of());
        images = new DeployImages(directory.resolve("images"));
        secrets();
        settle();
        peaks = new DeployPeaks(PROJECT, List.of("nginx", "app-a", "app-b", "redis"));
        // Of one that was killed.
        compose("down", "--volumes");
        compose("up", "--detach", "--no-build", "--no-deps", "nginx", "redis");
        route("replace");
        database = database();
    }

    /** Why they cannot be tried here; empty where they can. */
    static String lacking() {
        if (!works("docker", "info")) {
            return "no container engine";
        }
        if (!works("docker-registry", "--version")) {
            return "no registry for the images (Debian: apt-get install docker-registry)";
        }
        if (!works("docker-compose", "version") && !works("docker", "compose", "version")) {
            return "no Compose (Debian: apt-get install docker-compose)";
        }
        return "root".equals(System.getProperty("user.name")) ? "" : "only root may call from many addresses";
    }

    private static boolean works(String... command) {
        try {
            Nginx.run(List.of(command), Map.of());
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private void secrets() throws IOException {
        Path tls = secrets.resolve("tls");
        Nginx.run(List.of("deploy/secrets/make", secrets.toString()), Map.of());
        Nginx.run(List.of("deploy/nginx/local-ca", tls.toString(), INSIDE + ".10"), Map.of());
        Nginx.run(List.of("chown", "-R", "10001:10001", tls.toString()), Map.of());
        Files.writeString(secrets.resolve("settings/jari.properties"), """
                jari.live.drain=2s
                management.metrics.distribution.slo.http.server.requests=100ms,300ms,1s,3s,10s
                """);
    }

    private void settle() {
        settings.put("DRIVER", "compose");
        // An engine, a registry and everybody who calls share the processors of the instances here; slowness is no
        // matter of this test.
        settings.put("BAKE_P99", "10");
        settings.put("STATE", directory.resolve("state").toString());
        settings.put("PUBLIC_KEY", images.publicKey().toString());
        settings.put("SIGNATURES", images.signatures().toString());
        settings.put("COMPOSE", compose);
        settings.put(
                "COMPOSE_FILE", Path.of("deploy/compose.yaml").toAbsolutePath().toString());
        settings.put("COMPOSE_PROJECT_NAME", PROJECT);
        for (String port : List.of("PORT_A", "PORT_B", "MANAGEMENT_A", "MANAGEMENT_B")) {
            settings.put(port, String.valueOf(Nginx.freePort()));
            settings.put("JARI_" + port, settings.get(port));
        }
        settings.put("JARI_NETWORK", INSIDE);
        settings.put("JARI_HOST", INSIDE + ".10");
        settings.put("JARI_PUBLIC_PORT", ":8443");
        settings.put("JARI_HTTP_LISTEN", "127.0.0.1:" + Nginx.freePort());
        settings.put("JARI_HTTPS_LISTEN", "127.0.0.1:" + Nginx.freePort());
        settings.put("JARI_SECRETS", secrets.toString());
        settings.put("JARI_SETTINGS", secrets.resolve("settings").toString());
        settings.put("JARI_TLS_DIRECTORY", secrets.resolve("tls").toString());
        settings.put("JARI_DATABASE_URL", "jdbc:postgresql://" + INSIDE + ".1:" + databasePort + "/postgres");
        settings.put("JARI_DATABASE_USER", "postgres");
    }

    private void compose(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(compose.split(" ")));
        command.addAll(List.of(words));
        Nginx.run(command, settings);
    }

    private static void route(String what) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "route", what, "local"));
        command.addAll(ROUTE);
        Nginx.run(command, Map.of());
    }

    /** Reached by the containers at their gateway, and by nobody else. */
    private EmbeddedPostgres database() throws IOException {
        Path data = directory.resolve("postgresql");
        EmbeddedPostgres started = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPort(databasePort)
                .setServerConfig("listen_addresses", "127.0.0.1," + INSIDE + ".1")
                .start();
        Files.writeString(
                data.resolve("pg_hba.conf"), "host all all " + INSIDE + ".0/24 trust\n", StandardOpenOption.APPEND);
        try (var connection = started.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        return started;
    }

    DeployEdge edge() {
        try {
            return new DeployEdge(
                    "https://" + INSIDE + ".10:8443", Nginx.trusting(secrets.resolve("tls/ca.pem")), OUTSIDE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Map<String, String> settings() {
        return settings;
    }

    String release() throws IOException {
        return images.base();
    }

    String build() throws IOException {
        return Nginx.run(List.of("deploy/images/build-id"), Map.of()).strip();
    }

    String release(String name, Addition... additions) throws IOException {
        return images.signed(images.with(name, additions));
    }

    /** By somebody who has seen a signature of ours. */
    String forged(Addition... additions) throws IOException {
        String forged = images.with("forged", additions);
        Files.copy(images.signature(images.base()), images.signature(forged));
        return forged;
    }

    Map<String, Long> peaks() {
        return peaks.megabytes();
    }

    @Override
    public void close() throws IOException {
        peaks.close();
        for (String slot : List.of("a", "b")) {
            Path log = directory.resolve("error-" + slot + ".log");
            Nginx.run(
                    List.of("sh", "-c", compose + " exec -T app-" + slot + " cat /var/log/jari/error.log >" + log),
                    settings);
        }
        compose("down", "--volumes");
        images.close();
        database.close();
        route("del");
    }
}
