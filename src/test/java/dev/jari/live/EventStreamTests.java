package dev.jari.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;

/** The same topic over plain HTTP, by the same rules. */
@ParameterizedClass
@EachEngine
class EventStreamTests {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final List<App> RUNNING = new ArrayList<>();

    private final App app = RUNNING.getFirst();
    private final Hub hub = app.bean(Hub.class);
    private final Numbers numbers = app.bean(Numbers.class);
    private final String key = UUID.randomUUID().toString();

    EventStreamTests(Engine engine) {
        assertEquals(1, RUNNING.size(), engine::toString);
    }

    @BeforeParameterizedClassInvocation
    static void start(Engine engine) {
        RUNNING.add(App.startWith(Numbers.class, engine, "jari.auth.access-life=6s", "jari.live.expiry-grace=0s"));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        RUNNING.removeFirst().close();
    }

    /** A stream's lines, read as they come. */
    private static final class Stream implements AutoCloseable {
        final BufferedReader lines;

        Stream(App app, String key, String token, String lastEventId) {
            var request = HttpRequest.newBuilder(URI.create(app.api().base() + "/api/numbers/" + key + "/events"))
                    .header("Authorization", "Bearer " + token);
            if (!lastEventId.isEmpty()) {
                request.header("Last-Event-ID", lastEventId);
            }
            try {
                var response = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
                assertEquals(200, response.statusCode());
                assertThat(response.headers().firstValue("Content-Type").orElse(""))
                        .startsWith("text/event-stream");
                lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
                assertEquals(":", line());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The next one that is not empty. */
        String line() {
            return CompletableFuture.supplyAsync(this::read)
                    .completeOnTimeout("nothing", 15, TimeUnit.SECONDS)
                    .join();
        }

        private String read() {
            try {
                String line = lines.readLine();
                while (line != null && line.isEmpty()) {
                    line = lines.readLine();
                }
                return line == null ? "end" : line;
            } catch (IOException e) {
                return "cut";
            }
        }

        void expect(long from, long to) {
            for (long number = from; number <= to; number++) {
                assertEquals("id: " + number, line());
                assertEquals("data: {\"seq\":" + number + "}", line());
            }
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    private String token() {
        return LiveSignInTests.register(app).text("accessToken");
    }

    @Test
    void goesOnAfterTheLastEvent() throws IOException {
        numbers.store(key, 300);
        try (Stream stream = new Stream(app, key, token(), "5")) {
            stream.expect(6, 300);
            hub.publish("numbers", key, numbers.store(key));
            numbers.store(key, 1);
            hub.publish("numbers", key, numbers.store(key));
            stream.expect(301, 303);
        }
        try (Stream stream = new Stream(app, key, token(), "")) {
            hub.publish("numbers", key, numbers.store(key));
            stream.expect(304, 304);
        }
        numbers.store(key, 1_000);
        try (Stream stream = new Stream(app, key, token(), "1")) {
            assertEquals("data: {\"type\":\"resync\",\"head\":1304}", stream.line());
        }
    }

    @Test
    void refusesWhatTheTopicRefuses() {
        app.api().get("/api/numbers/" + key + "/events").expect(401);
        var mina = app.api().as(token());
        mina.get("/api/numbers/private/events").expect(403, "forbidden");
        mina.header("Last-Event-ID", "x").get("/api/numbers/" + key + "/events").expect(400, "invalid_since");
    }

    @Test
    void endsWithTheTokenAndWithTheSession() throws IOException {
        try (Stream stream = new Stream(app, key, token(), "")) {
            assertEquals("event: close", stream.line());
            assertEquals("data: {\"code\":4001}", stream.line());
            assertEquals("end", stream.line());
        }
        Answer signedIn = LiveSignInTests.register(app);
        try (Stream stream = new Stream(app, key, signedIn.text("accessToken"), "")) {
            app.api().as(signedIn.text("accessToken")).post("/api/auth/logout").expect(204);
            assertEquals("event: close", stream.line());
            assertEquals("data: {\"code\":4003}", stream.line());
        }
    }

    @Test
    void countsAsASocket() throws IOException {
        String token = token();
        List<Stream> open = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            open.add(new Stream(app, key, token, ""));
        }
        app.api().as(token).get("/api/numbers/" + key + "/events").expect(429, "too_many_sockets");
        for (Stream stream : open) {
            stream.close();
        }
    }

    @Test
    void cutsWhoDoesNotRead() throws IOException, InterruptedException {
        try (var socket = new java.net.Socket()) {
            socket.setReceiveBufferSize(4 * 1024);
            socket.connect(new java.net.InetSocketAddress(
                    java.net.InetAddress.getLoopbackAddress(),
                    URI.create(app.api().base()).getPort()));
            socket.getOutputStream()
                    .write(("GET /api/numbers/" + key + "/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                    + token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            while (!hub.isHeard("numbers", key)) {
                Thread.sleep(10);
            }
            byte[] json = ("\"" + "x".repeat(8 * 1024) + "\"").getBytes(StandardCharsets.US_ASCII);
            long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
            while (hub.isHeard("numbers", key) && System.nanoTime() < end) {
                hub.publish("numbers", key, new Event(0, json));
                Thread.sleep(1);
            }
            assertThat(hub.isHeard("numbers", key)).isFalse();
        }
    }
}
