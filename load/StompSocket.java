import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A STOMP connection that takes as little of the processor as it can. */
final class StompSocket implements AutoCloseable {
    private static final int TEXT = 0x81;
    private static final int PING = 0x9;
    private static final int CLOSE = 0x8;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    StompSocket(int port, String token) throws IOException {
        this(port, token, "");
    }

    /** {@code headers}: more of them in the handshake; nobody is signed in where {@code token} is empty. */
    StompSocket(int port, String token, String headers) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16 * 1024));
        out = socket.getOutputStream();
        String key = Base64.getEncoder().encodeToString(new byte[16]);
        out.write(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + key + "\r\n" + headers + "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        if (!line().contains(" 101 ")) {
            throw new IOException("no WebSocket");
        }
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (line.contains("deflate")) {
                throw new IOException("a compressed WebSocket costs too much");
            }
        }
        String authorization = token.isEmpty() ? "" : "Authorization:Bearer " + token + "\n";
        send("CONNECT\naccept-version:1.2\nhost:jari\n" + authorization + "\n");
        if (!receive().startsWith("CONNECTED")) {
            throw new IOException("not connected");
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Returns when it is in force. */
    void subscribe(String id, String destination) throws IOException {
        send("SUBSCRIBE\nid:" + id + "\ndestination:" + destination + "\nreceipt:" + id + "\n\n");
        if (!receive().startsWith("RECEIPT")) {
            throw new IOException("not subscribed to " + destination);
        }
    }

    /** Masked with zeros, as the protocol wants and as costs least. */
    void send(String frame) throws IOException {
        byte[] text = (frame + "\0").getBytes(StandardCharsets.UTF_8);
        int head = text.length < 126 ? 6 : 8;
        byte[] all = new byte[head + text.length];
        all[0] = (byte) TEXT;
        if (head == 6) {
            all[1] = (byte) (0x80 | text.length);
        } else {
            all[1] = (byte) (0x80 | 126);
            all[2] = (byte) (text.length >> 8);
            all[3] = (byte) text.length;
        }
        System.arraycopy(text, 0, all, head, text.length);
        out.write(all);
    }

    /** The next frame that is more than a heart-beat. */
    String receive() throws IOException {
        while (true) {
            int kind = in.readUnsignedByte() & 0xf;
            int length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] body = new byte[length];
            in.readFully(body);
            if (kind == CLOSE) {
                throw new IOException("closed by the server");
            }
            if (kind != PING && length > 1) {
                return new String(body, StandardCharsets.UTF_8);
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
