package dev.jari.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3Test {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T05:00:00Z"), ZoneOffset.UTC);

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final S3 store;

    S3Test() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/bucket/", exchange -> {
            String name = exchange.getRequestURI().getPath();
            String signature = exchange.getRequestHeaders().getFirst("Authorization");
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (name.endsWith("forbidden")
                    || !signature.startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261126/")) {
                exchange.sendResponseHeaders(403, -1);
            } else if (exchange.getRequestMethod().equals("PUT")) {
                kept.put(name, body);
                exchange.sendResponseHeaders(200, -1);
            } else {
                byte[] found = kept.get(name);
                exchange.sendResponseHeaders(found == null ? 404 : 200, found == null ? -1 : found.length);
                if (found != null) {
                    exchange.getResponseBody().write(found);
                }
            }
            exchange.close();
        });
        server.start();
        store = store("http://127.0.0.1:" + server.getAddress().getPort() + "/bucket");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static S3 store(String endpoint) {
        return new S3(
                new ArchiveSettings.S3(URI.create(endpoint), "ap-northeast-2", "AKIDEXAMPLE", "wJalrXUtnFEMI"), CLOCK);
    }

    @Test
    void keepsFilesAndGivesThemBack(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "자리");
        Path copy = directory.resolve("copy");
        assertThat(store.get("a.gz", copy)).isFalse();
        store.put("a.gz", file);
        assertThat(kept).containsKey("/bucket/a.gz");
        assertThat(store.get("a.gz", copy)).isTrue();
        assertThat(copy).hasContent("자리");
        assertThatThrownBy(() -> store.put("forbidden", file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403");
        assertThatThrownBy(() -> store.get("forbidden", copy))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("403");
    }

    /** As {@code curl --aws-sigv4 aws:amz:ap-northeast-2:s3} signs the same request. */
    @Test
    void signsAsOthersDo(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("file"), "jari".getBytes(UTF_8));
        var request = store("http://127.0.0.1:19321/bucket")
                .signed("PUT", "audit-2025-03.jsonl.gz", Lines.sha256(file))
                .build();
        assertThat(request.headers().firstValue("Authorization"))
                .contains("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261126/ap-northeast-2/s3/aws4_request,"
                        + " SignedHeaders=host;x-amz-content-sha256;x-amz-date,"
                        + " Signature=12c689e822f64c3c9b5b60acaa37257ca9250a91553dfe46b5d763ee43e6c57c");
    }
}
