package dev.jari.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small STOMP client; what it is told waits in a queue. */
public final class Stomp implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final WebSocket socket;
    private final Ear ear;

    private Stomp(WebSocket socket, Ear ear) {
        this.socket = socket;
        this.ear = ear;
    }

    public record Frame(String command, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        static Frame of(String text) {
            int end = text.indexOf("\n\n");
            String[] lines = text.substring(0, end).split("\n");
            Map<String, String> headers = new HashMap<>();
            for (int i = 1; i < lines.length; i++) {
                int colon = lines[i].indexOf(':');
                headers.put(lines[i].substring(0, colon), lines[i].substring(colon + 1));
            }
            return new Frame(lines[0], headers, text.substring(end + 2, text.length() - 1));
        }
    }

    private static final class Ear implements WebSocket.Listener {
        final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
        final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final AtomicInteger beats = new AtomicInteger();
        volatile boolean deaf;
        volatile long closedAt;

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                if (text.toString().equals("\n")) {
                    beats.incrementAndGet();
                } else {
                    frames.add(Frame.of(text.toString()));
                }
                text.setLength(0);
            }
            if (!deaf) {
                from.request(1);
            }
            return CompletableFuture.completedStage(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closedAt = System.nanoTime();
            closed.complete(code);
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(1006);
        }
    }

    /** A socket on which nothing has been said yet. */
    public static Stomp open(App app, String... headers) {
        var builder = CLIENT.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        Ear ear = new Ear();
        String url = app.api().base().replace("http:", "ws:") + "/ws";
        return new Stomp(builder.buildAsync(URI.create(url), ear).join(), ear);
    }

    /** Through something that stands before the application, by a client that trusts its certificate. */
    public static Stomp as(String base, HttpClient client, String accessToken) {
        Ear ear = new Ear();
        String url = base.replaceFirst("^http", "ws") + "/ws";
        Stomp stomp = new Stomp(
                client.newWebSocketBuilder().buildAsync(URI.create(url), ear).join(), ear);
        stomp.frame("CONNECT", "accept-version:1.2", "host:jari", "Authorization:Bearer " + accessToken);
        stomp.expect("CONNECTED");
        return stomp;
    }

    /** Signed in by an access token. */
    public static Stomp as(App app, String accessToken) {
        Stomp stomp = open(app);
        stomp.frame("CONNECT", "accept-version:1.2", "host:jari", "Authorization:Bearer " + accessToken);
        stomp.expect("CONNECTED");
        return stomp;
    }

    public static Stomp anonymous(App app) {
        Stomp stomp = open(app);
        stomp.frame("CONNECT", "accept-version:1.2", "host:jari");
        stomp.expect("CONNECTED");
        return stomp;
    }

    public void frame(String command, String... headers) {
        send(command, "", headers);
    }

    public void send(String command, String body, String... headers) {
        text(command + "\n" + String.join("\n", headers) + (headers.length == 0 ? "\n" : "\n\n") + body + "\0");
    }

    public void text(String text) {
        socket.sendText(text, true).join();
    }

    public void binary(String text) {
        socket.sendBinary(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), true)
                .join();
    }

    /** Waits until it is in force. */
    public void subscribe(String id, String destination, String... headers) {
        String receipt = UUID.randomUUID().toString();
        String[] all = new String[headers.length + 3];
        all[0] = "id:" + id;
        all[1] = "destination:" + destination;
        all[2] = "receipt:" + receipt;
        System.arraycopy(headers, 0, all, 3, headers.length);
        frame("SUBSCRIBE", all);
        Assertions.assertEquals(receipt, expect("RECEIPT").header("receipt-id"));
    }

    /** The next frame, which must be this one. */
    public Frame expect(String command) {
        Frame frame = next(PATIENCE).orElseThrow(() -> new AssertionError("no " + command + " came"));
        Assertions.assertEquals(command, frame.command(), frame::toString);
        return frame;
    }

    public void expectError(String code) {
        Frame error = expect("ERROR");
        Assertions.assertEquals(code, error.header("message"), error::toString);
    }

    public Optional<Frame> next(Duration patience) {
        try {
            return Optional.ofNullable(ear.frames.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public void expectNothing() {
        Assertions.assertEquals(Optional.empty(), next(Duration.ofMillis(300)));
    }

    public void expectClosed(int code) {
        Assertions.assertEquals(code, closeCode(PATIENCE));
    }

    /** 0 if it is still open then. */
    public int closeCode(Duration patience) {
        return ear.closed
                .completeOnTimeout(0, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    /** {@link System#nanoTime}. */
    public long closedAt() {
        return ear.closedAt;
    }

    /** How many signs of life came. */
    public int beats() {
        return ear.beats.get();
    }

    public boolean isClosed() {
        return ear.closed.isDone();
    }

    /** Reads no more. */
    public void deafen() {
        ear.deaf = true;
    }

    public void listen() {
        ear.deaf = false;
        socket.request(1);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
