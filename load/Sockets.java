import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What an idle socket costs, offered compression as every browser does, and whether a small instance bears 2,000 of them. */
final class Sockets {
    private static final int FEW = 500;
    private static final int MANY = 2_000;
    private static final long TARGET = 30 * 1024;
    private static final long LIMIT = 40 * 1024;

    private Sockets() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine, Box.small())) {
            List<Socket> open = new ArrayList<>();
            try {
                // What is loaded and compiled for the first of them is no cost of the others.
                open(jari, open, 200);
                settle();
                long before = jari.resident();
                open(jari, open, FEW);
                settle();
                long each = (jari.resident() - before) / FEW;
                Bench.note(
                        "%d sockets: %.1f KB of resident memory each (target %d, limit %d)",
                        FEW, each / 1024.0, TARGET / 1024, LIMIT / 1024);
                open(jari, open, MANY - open.size());
                settle();
                Bench.note(
                        "%d sockets in a box of 300 MB: %.0f open, peak memory %s",
                        MANY, jari.metric("jari_live_sockets"), jari.peak());
                if (each > LIMIT || !jari.isAlive() || jari.metric("jari_live_sockets") < MANY) {
                    throw new IllegalStateException("A socket costs too much");
                }
            } finally {
                for (Socket socket : open) {
                    socket.close();
                }
            }
        }
    }

    private static void settle() throws InterruptedException {
        Thread.sleep(3_000);
    }

    private static void open(Jari jari, List<Socket> sockets, int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            sockets.add(open(jari.port, sockets.size()));
            if (i % 20 == 19) {
                // No more of them a second than an instance admits.
                Thread.sleep(100);
            }
        }
    }

    /** Connected and subscribed. */
    private static Socket open(int port, int number) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        write(socket, """
                GET /ws HTTP/1.1\r
                Host: 127.0.0.1\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Protocol: v12.stomp\r
                Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
                User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36\r
                Accept-Language: ko-KR,ko;q=0.9,en-US;q=0.8\r
                \r
                """.getBytes(StandardCharsets.US_ASCII));
        String answer = until(socket.getInputStream(), "\r\n\r\n");
        if (!answer.startsWith("HTTP/1.1 101") || answer.contains("deflate")) {
            throw new IOException(answer);
        }
        write(socket, frame("CONNECT\naccept-version:1.2\nhost:x\nheart-beat:0,0\n\n\0"));
        until(socket.getInputStream(), "\0");
        return socket;
    }

    private static void write(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** A masked text frame (RFC 6455, 5.2); a mask of zeros leaves the text as it is. */
    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x81);
        out.write(0x80 | bytes.length);
        out.writeBytes(new byte[4]);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static String until(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int c = in.read();
            if (c < 0) {
                throw new IOException("closed after " + text);
            }
            text.append((char) c);
        }
        return text.toString();
    }
}
