package dev.jari.e2e;

import dev.jari.testing.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The real nginx with what deploy/nginx renders, on free ports, with a certificate that its own CA made. */
final class Nginx implements AutoCloseable {
    static final String BINARY = Files.isExecutable(Path.of("/usr/sbin/nginx")) ? "/usr/sbin/nginx" : "nginx";

    private static final Path SOURCE = Path.of("deploy/nginx").toAbsolutePath();

    private final Path directory;
    private final int http = freePort();
    private final int https = freePort();
    private final SSLContext trust;
    private final Process process;

    private Nginx(String slotA, String slotB) throws IOException {
        directory = Files.createTempDirectory("jari-nginx");
        run(
                List.of(
                        SOURCE.resolve("local-ca").toString(),
                        directory.resolve("tls").toString()),
                Map.of());
        run(
                List.of(
                        SOURCE.resolve("static").toString(),
                        jar().toString(),
                        directory.resolve("static").toString()),
                Map.of());
        run(
                List.of(SOURCE.resolve("render").toString(), directory.toString()),
                Map.of(
                        "JARI_HTTP_PORT",
                        String.valueOf(http),
                        "JARI_HTTPS_PORT",
                        String.valueOf(https),
                        "JARI_HSTS",
                        "on",
                        "JARI_SLOT_A",
                        slotA,
                        "JARI_SLOT_B",
                        slotB,
                        "JARI_ADMIN_ALLOW",
                        "127.0.0.1 ::1",
                        "JARI_NGINX_USER",
                        System.getProperty("user.name").equals("root") ? "root" : "",
                        "JARI_ACCESS_LOG",
                        directory.resolve("access.log").toString(),
                        "JARI_ERROR_LOG",
                        directory.resolve("error.log").toString()));
        trust = trusting(directory.resolve("tls/ca.pem"));
        process = start();
    }

    static Nginx before(String slotA, String slotB) throws IOException, InterruptedException {
        Nginx nginx = new Nginx(slotA, slotB);
        nginx.awaitOpen();
        return nginx;
    }

    static Path jar() {
        return Path.of(System.getProperty("jari.jar", "target/jari.jar")).toAbsolutePath();
    }

    private Process start() throws IOException {
        String errors = directory.resolve("error.log").toString();
        try {
            return new ProcessBuilder(BINARY, "-c", configuration().toString(), "-e", errors, "-g", "daemon off;")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("nginx.out").toFile())
                    .start();
        } catch (IOException e) {
            throw new IOException("No nginx: apt-get install nginx-light openssl sslscan", e);
        }
    }

    private void awaitOpen() throws IOException, InterruptedException {
        for (int i = 0; i < 100 && process.isAlive(); i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), https)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("nginx did not start: " + Files.readString(directory.resolve("nginx.out"))
                + Files.readString(directory.resolve("error.log")));
    }

    static String run(List<String> command, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return said;
    }

    static SSLContext trusting(Path ca) throws IOException {
        try (InputStream in = Files.newInputStream(ca)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String base() {
        return "https://localhost:" + https;
    }

    int httpPort() {
        return http;
    }

    int httpsPort() {
        return https;
    }

    SSLContext trust() {
        return trust;
    }

    Path configuration() {
        return directory.resolve("nginx.conf");
    }

    Path directory() {
        return directory;
    }

    /** Somebody at an address of their own: all of 127.0.0.0/8 is this machine. */
    HttpClient client(String address, HttpClient.Version version) {
        return client(trust, address, version);
    }

    static HttpClient client(SSLContext trust, String address, HttpClient.Version version) {
        try {
            return HttpClient.newBuilder()
                    .version(version)
                    .sslContext(trust)
                    .localAddress(InetAddress.getByName(address))
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Api from(String address) {
        return new Api(base(), client(address, HttpClient.Version.HTTP_2));
    }

    /** The lines of the access log about a path. */
    List<String> log(String path) throws IOException {
        try (var lines = Files.lines(directory.resolve("access.log"))) {
            return lines.filter(line -> line.contains("\"path\":\"" + path + "\""))
                    .toList();
        }
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
