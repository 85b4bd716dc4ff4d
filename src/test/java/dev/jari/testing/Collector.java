package dev.jari.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Takes spans over OTLP/HTTP as a collector does, and reads the few fields of its protobuf that tests ask for. */
public final class Collector implements AutoCloseable {
    private final HttpServer server;
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /** Attributes that are not text are not told apart: their value is {@code ""}. */
    public record Span(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    public Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            bodies.add(body);
            fields(
                    body,
                    (number, resource) -> when(number == 1, resource, (kind, scope) -> {
                        when(kind == 2, scope, (field, span) -> {
                            if (field == 2) {
                                spans.add(span(span));
                            }
                        });
                    }));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static void when(boolean wanted, byte[] message, BiConsumer<Integer, byte[]> reader) {
        if (wanted) {
            fields(message, reader);
        }
    }

    private static Span span(byte[] message) {
        String[] ids = new String[6];
        java.util.Arrays.fill(ids, "");
        Map<String, String> attributes = new TreeMap<>();
        fields(message, (number, value) -> {
            switch (number) {
                case 1, 2, 4 -> ids[number] = HexFormat.of().formatHex(value);
                case 5 -> ids[number] = text(value);
                case 9 -> attribute(value, attributes);
                default -> {}
            }
        });
        return new Span(ids[1], ids[2], ids[4], ids[5], attributes);
    }

    private static void attribute(byte[] pair, Map<String, String> into) {
        List<String> keyAndValue = new ArrayList<>(List.of("", ""));
        fields(pair, (number, value) -> {
            if (number == 1) {
                keyAndValue.set(0, text(value));
            } else {
                fields(value, (kind, words) -> keyAndValue.set(1, kind == 1 ? text(words) : ""));
            }
        });
        into.put(keyAndValue.getFirst(), keyAndValue.getLast());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Each field with its number; numbers are skipped, texts and messages are handed on. */
    private static void fields(byte[] message, BiConsumer<Integer, byte[]> reader) {
        ByteBuffer buffer = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            int tag = (int) varint(buffer);
            switch (tag & 7) {
                case 0 -> varint(buffer);
                case 1 -> buffer.getLong();
                case 5 -> buffer.getInt();
                default -> {
                    byte[] value = new byte[(int) varint(buffer)];
                    buffer.get(value);
                    reader.accept(tag >>> 3, value);
                }
            }
        }
    }

    private static long varint(ByteBuffer buffer) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = buffer.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    public List<Span> spans() {
        return List.copyOf(spans);
    }

    /** The spans of a trace, as soon as one of them is as wanted; those that are not there in ten seconds will not come. */
    public List<Span> trace(String trace, Predicate<Span> wanted) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
        List<Span> found = List.of();
        while (found.stream().noneMatch(wanted) && Instant.now().isBefore(deadline)) {
            pause();
            found = spans.stream().filter(span -> span.trace().equals(trace)).toList();
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Every byte that came, as Latin-1: what is not text does not disturb the search for text that is. */
    public String everything() {
        StringBuilder all = new StringBuilder();
        bodies.forEach(body -> all.append(new String(body, StandardCharsets.ISO_8859_1)));
        return all.toString();
    }

    public int posts() {
        return bodies.size();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
