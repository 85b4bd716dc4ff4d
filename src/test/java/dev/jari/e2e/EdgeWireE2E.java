package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The real nginx before a backend that writes down every byte: what passes, in which form, and what never does. */
class EdgeWireE2E {
    private static final String POST = "POST /api/outer HTTP/1.1\r\nHost: localhost\r\n";
    private static final String INNER = "GET /api/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static EdgeBackend one;
    private static EdgeBackend two;
    private static Nginx nginx;
    private static CompletableFuture<Long> patience;

    @BeforeAll
    static void start() throws Exception {
        one = new EdgeBackend();
        two = new EdgeBackend();
        nginx = Nginx.before(one.address(), two.address());
        patience =
                CompletableFuture.supplyAsync(EdgeWireE2E::secondsUntilASlowClientIsLeft, Thread::startVirtualThread);
    }

    @AfterAll
    static void stop() throws IOException {
        nginx.close();
        one.close();
        two.close();
    }

    private static List<String> seen() {
        return Stream.concat(one.requests().stream(), two.requests().stream()).toList();
    }

    static Stream<Arguments> smuggled() {
        String chunked = "Transfer-Encoding: chunked\r\n";
        String body = "\r\n0\r\n\r\n" + INNER;
        return Stream.of(
                Arguments.of("CL and TE", POST + "Content-Length: 4\r\n" + chunked + body),
                Arguments.of("TE and CL", POST + chunked + "Content-Length: 4\r\n" + body),
                Arguments.of("two lengths", POST + "Content-Length: 0\r\nContent-Length: 60\r\n\r\n" + INNER),
                Arguments.of("the same length twice", POST + "Content-Length: 0\r\nContent-Length: 0\r\n\r\n" + INNER),
                Arguments.of("a list of lengths", POST + "Content-Length: 0, 60\r\n\r\n" + INNER),
                Arguments.of("+length", POST + "Content-Length: +0\r\n\r\n" + INNER),
                Arguments.of("-length", POST + "Content-Length: -1\r\n\r\n" + INNER),
                Arguments.of("hexadecimal length", POST + "Content-Length: 0x10\r\n\r\n" + INNER),
                Arguments.of("space before the colon", POST + "Transfer-Encoding : chunked\r\n" + body),
                Arguments.of("length with space before the colon", POST + "Content-Length : 60\r\n\r\n" + INNER),
                Arguments.of("xchunked", POST + "Transfer-Encoding: xchunked\r\n" + body),
                Arguments.of("chunked, identity", POST + "Transfer-Encoding: chunked, identity\r\n" + body),
                Arguments.of("identity, chunked", POST + "Transfer-Encoding: identity, chunked\r\n" + body),
                Arguments.of("two codings", POST + chunked + "Transfer-Encoding: identity\r\n" + body),
                Arguments.of("chunked twice", POST + chunked + chunked + body),
                Arguments.of("tab before the coding", POST + "Transfer-Encoding:\tchunked\r\n" + body),
                Arguments.of("vertical tab", POST + "Transfer-Encoding:\u000bchunked\r\n" + body),
                Arguments.of("quoted", POST + "Transfer-Encoding: \"chunked\"\r\n" + body),
                Arguments.of("a folded line", POST + "X-Jari: a\r\n Transfer-Encoding: chunked\r\n" + body),
                Arguments.of("a line that begins with a space", POST.replace("Host", " Host") + chunked + body),
                Arguments.of("a NUL", POST + "X-Jari: a\0b\r\n" + body),
                Arguments.of("bare CR", POST + "X-Jari: a\rTransfer-Encoding: chunked\r\n" + body),
                Arguments.of("chunked in HTTP/1.0", POST.replace("1.1", "1.0") + chunked + body),
                Arguments.of("0x chunk", POST + chunked + "\r\n0x5\r\nabcde\r\n0\r\n\r\n" + INNER),
                Arguments.of("negative chunk", POST + chunked + "\r\n-5\r\nabcde\r\n0\r\n\r\n" + INNER),
                Arguments.of("a chunk longer than it says", POST + chunked + "\r\n3\r\nabcde\r\n0\r\n\r\n" + INNER),
                Arguments.of("two hosts", POST + "Host: elsewhere\r\n\r\n"),
                Arguments.of("no host", "GET /api/outer HTTP/1.1\r\n\r\n"));
    }

    /** The connection is over then: whatever came behind is not another request. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("smuggled")
    void refusesWhatTwoServersCouldReadInTwoWays(String name, String request) throws IOException {
        seen();
        String answer = exchange(request);
        assertThat(answer).matches("(?s)HTTP/1\\.1 (400|501) .*");
        assertThat(answer.split("HTTP/1\\.1 ", -1)).as(answer).hasSize(2);
        assertThat(seen()).isEmpty();
    }

    static Stream<Arguments> harmless() {
        String chunked = "Transfer-Encoding: chunked\r\n";
        return Stream.of(
                Arguments.of(
                        "bare LF",
                        (POST + "X-Jari: a\nContent-Length: 3\r\nConnection: close\r\n\r\nabc").replace("\r\n", "\n")),
                Arguments.of("bare LF in chunks", POST + chunked + "Connection: close\r\n\r\n3\nabc\n0\n\n"),
                Arguments.of("chunk extension", POST + chunked + "Connection: close\r\n\r\n3;a=b\r\nabc\r\n0\r\n\r\n"),
                Arguments.of(
                        "trailers",
                        POST + chunked + "Connection: close\r\n\r\n3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n"),
                Arguments.of(
                        "underscores",
                        POST + "Transfer_Encoding: chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\nabc"));
    }

    /** What nginx reads generously it passes on in one strict form, so that nobody behind it can read it otherwise. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void passesOnOneRequestInOneForm(String name, String request) throws IOException {
        seen();
        assertThat(exchange(request)).startsWith("HTTP/1.1 200 ");
        List<String> seen = seen();
        assertThat(seen).hasSize(1);
        assertThat(seen.getFirst())
                .startsWith("POST /api/outer HTTP/1.1\r\n")
                .endsWith("\r\n\r\nabc")
                .containsOnlyOnce("Content-Length: 3\r\n")
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContainIgnoringCase("transfer_encoding")
                .doesNotContain("a\nContent");
    }

    private static String exchange(String request) throws IOException {
        try (Socket socket = nginx.trust().getSocketFactory().createSocket("localhost", nginx.httpsPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tellsTheInstancesWhoCallsAndNothingThatTheClientMadeUp() throws Exception {
        seen();
        HttpClient client = nginx.client("127.0.0.40", HttpClient.Version.HTTP_2);
        HttpResponse<String> answer = client.send(
                get("/api/x")
                        .header("X-Forwarded-For", "203.0.113.1")
                        .header("X-Forwarded-Proto", "http")
                        .header("X-Forwarded-Host", "evil.example")
                        .header("X-Real-IP", "203.0.113.2")
                        .header("Forwarded", "for=203.0.113.3")
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(seen().getFirst())
                .contains("X-Forwarded-For: 127.0.0.40\r\n", "X-Forwarded-Proto: https\r\n")
                .contains("Host: localhost:" + nginx.httpsPort() + "\r\n")
                .containsPattern("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]\r\n")
                .doesNotContain("203.0.113", "evil.example");
    }

    @Test
    void asksTwiceOnlyWhatMayBeAskedTwice() throws Exception {
        seen();
        HttpClient client = nginx.client("127.0.0.41", HttpClient.Version.HTTP_1_1);
        assertThat(client.send(get("/api/hang-up").build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(502);
        assertThat(seen()).hasSize(2);
        HttpRequest post = HttpRequest.newBuilder(URI.create(nginx.base() + "/api/hang-up"))
                .POST(BodyPublishers.ofString("{}"))
                .build();
        assertThat(client.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(502);
        assertThat(seen()).hasSize(1);
    }

    @Test
    void leadsFromHttpToHttpsAndServesNoOtherHost() throws Exception {
        HttpClient client = nginx.client("127.0.0.42", HttpClient.Version.HTTP_1_1);
        HttpResponse<String> moved = client.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + nginx.httpPort() + "/shops/a?b=c"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(moved.statusCode()).isEqualTo(308);
        assertThat(moved.headers().firstValue("Location")).hasValue(nginx.base() + "/shops/a?b=c");
        assertThat(exchange("GET /api/x HTTP/1.1\r\nHost: elsewhere.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ");
        assertThat(exchange("TRACE /api/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405 ");
    }

    @Test
    void speaksTls12And13AndNothingOlder() throws IOException {
        String scan = Nginx.run(
                List.of("sslscan", "--no-colour", "--sni-name=localhost", "localhost:" + nginx.httpsPort()), Map.of());
        assertThat(scan)
                .containsPattern("SSLv2 +disabled")
                .containsPattern("SSLv3 +disabled")
                .containsPattern("TLSv1.0 +disabled")
                .containsPattern("TLSv1.1 +disabled")
                .containsPattern("TLSv1.2 +enabled")
                .containsPattern("TLSv1.3 +enabled")
                .contains("Session renegotiation not supported");
        assertThat(scan.lines().filter(line -> line.matches("(Preferred|Accepted) .*")))
                .isNotEmpty()
                .allMatch(line -> line.matches(".*(TLSv1.3|ECDHE-).*(GCM|CHACHA20).*"));
        assertThat(handshake("-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0")).contains("Cipher is (NONE)");
        assertThat(handshake("-tls1_2")).contains("TLSv1.2, Cipher is ECDHE-ECDSA-", "Verify return code: 0 (ok)");
        assertThat(handshake("-tls1_3", "-alpn", "h2")).contains("TLSv1.3, Cipher is TLS_", "ALPN protocol: h2");
    }

    private static String handshake(String... how) throws IOException {
        var command = Stream.concat(
                Stream.of(
                        "sh",
                        "-c",
                        "openssl s_client \"$@\" </dev/null 2>&1; true",
                        "openssl",
                        "-connect",
                        "localhost:" + nginx.httpsPort(),
                        "-servername",
                        "localhost",
                        "-CAfile",
                        nginx.directory().resolve("tls/ca.pem").toString()),
                Stream.of(how));
        return Nginx.run(command.toList(), Map.of());
    }

    @Test
    void leavesAClientThatDoesNotComeToItsPoint() {
        assertThat(patience.join()).isBetween(8L, 20L);
    }

    private static long secondsUntilASlowClientIsLeft() {
        long start = System.nanoTime();
        try (Socket socket = nginx.trust().getSocketFactory().createSocket("localhost", nginx.httpsPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET /api/x HTTP/1.1\r\nHost: loc".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        } catch (IOException reset) {
            // That, too, is an end.
        }
        return (System.nanoTime() - start) / 1_000_000_000;
    }

    private static HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(nginx.base() + path));
    }
}
