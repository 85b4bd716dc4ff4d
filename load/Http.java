import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * One kept-alive HTTP/1.1 connection that takes as little of the processor as it can: client and server share the cores, so
 * what the client burns is missing in the figure.
 */
final class Http implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] line = new byte[8192];
    private byte[] body = new byte[64 * 1024];
    private int length;

    Http(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000);
        in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        out = socket.getOutputStream();
    }

    /** The whole request in one write; {@code body} may be empty. */
    static byte[] request(String method, String path, String token, String body, String... headers) {
        var text = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        if (!token.isEmpty()) {
            text.append("Authorization: Bearer ").append(token).append("\r\n");
        }
        for (int i = 0; i < headers.length; i += 2) {
            text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 0) {
            text.append("Content-Type: application/json\r\n");
        }
        text.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        byte[] head = text.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }

    /** The status; the body is in {@link #text} until the next call. */
    int send(byte[] request) throws IOException {
        out.write(request);
        int status = Integer.parseInt(readLine().substring(9, 12));
        int expected = 0;
        boolean chunked = false;
        for (String header = readLine(); !header.isEmpty(); header = readLine()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                expected = Integer.parseInt(header.substring(15).trim());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = true;
            }
        }
        length = 0;
        if (chunked) {
            readChunks();
        } else {
            readBody(expected);
        }
        return status;
    }

    String text() {
        return new String(body, 0, length, StandardCharsets.UTF_8);
    }

    private void readChunks() throws IOException {
        for (int size = chunk(); size > 0; size = chunk()) {
            readBody(size);
            readLine();
        }
        readLine();
    }

    private int chunk() throws IOException {
        return Integer.parseInt(readLine().trim(), 16);
    }

    private void readBody(int count) throws IOException {
        if (length + count > body.length) {
            body = java.util.Arrays.copyOf(body, Math.max(length + count, 2 * body.length));
        }
        if (in.readNBytes(body, length, count) < count) {
            throw new IOException("the server closed the connection");
        }
        length += count;
    }

    private String readLine() throws IOException {
        int count = 0;
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line[count++] = (byte) c;
            }
        }
        return new String(line, 0, count, StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
