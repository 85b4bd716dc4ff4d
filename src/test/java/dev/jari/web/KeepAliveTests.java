package dev.jari.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/**
 * A refusal does not cost the connection. Clients send a body after its head; a server that answers in between and then closes
 * breaks the request that comes next on that connection, which no client may repeat by itself unless it is a GET.
 */
class KeepAliveTests {
    private final URI base = URI.create(App.on(Engine.SQLITE).api().base());

    @Test
    void anUnreadBodyLeavesTheConnectionOpen() throws Exception {
        assertEquals("401 200", answersTo("PATCH /api/businesses/1", "application/json", "{\"name\":\"x\"}"));
        assertEquals("405 200", answersTo("PUT /api/auth/login", "application/json", "{\"name\":\"x\"}"));
        assertEquals("415 200", answersTo("POST /api/auth/login", "text/plain", "name"));
    }

    @Test
    void neitherDoesOneOverTheLimit() throws Exception {
        String large = "x".repeat(10 * BodyLimit.MAX_BYTES);
        assertEquals("413 200", answersTo("POST /api/auth/login", "application/json", large));
    }

    /** The status of a request whose body comes late, and of a GET after it on the same connection. */
    private String answersTo(String line, String type, String body) throws Exception {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            send(
                    socket,
                    line + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                            + "\r\n\r\n");
            // Time enough for an answer that does not wait for the body.
            socket.setSoTimeout(10_000);
            Thread.sleep(200);
            send(socket, body);
            String first = status(socket.getInputStream());
            send(socket, "GET /.well-known/jwks.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            return first + " " + status(socket.getInputStream());
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** Reads one whole answer. */
    private static String status(InputStream in) throws IOException {
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length: ", 0, 16)) {
                length = Integer.parseInt(header.substring(16).strip());
            }
        }
        in.readNBytes(length);
        return status.isEmpty() ? "closed" : status.substring(9, 12);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }
}
