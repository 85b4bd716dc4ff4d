package dev.jari.push;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST of HTTP/1.1 on a socket of its own. Java's HTTP client would look the name up again after it was checked; here the connection
 * goes to the address that was, and TLS still asks for the name's certificate.
 */
final class PushHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration WHOLE = Duration.ofSeconds(10);
    private static final int MOST_LINE = 1_000;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5]\\d\\d)( .*)?");

    private PushHttp() {}

    /** Answers the status; what else is answered is not read. */
    static int post(Endpoint endpoint, Map<String, String> headers, byte[] body) throws IOException {
        long deadline = System.nanoTime() + WHOLE.toNanos();
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(endpoint.resolved(), endpoint.port()), (int) CONNECT.toMillis());
            plain.setSoTimeout((int) CONNECT.toMillis());
            if (endpoint.isLoopback()) {
                return exchange(plain, endpoint, headers, body, deadline);
            }
            try (Socket secure = secured(plain, endpoint)) {
                return exchange(secure, endpoint, headers, body, deadline);
            }
        }
    }

    private static Socket secured(Socket plain, Endpoint endpoint) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure =
                (SSLSocket) factory.createSocket(plain, endpoint.uri().getHost(), endpoint.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private static int exchange(
            Socket socket, Endpoint endpoint, Map<String, String> headers, byte[] body, long deadline)
            throws IOException {
        StringBuilder head = new StringBuilder("POST " + endpoint.pathAndQuery() + " HTTP/1.1\r\n");
        head.append("Host: ").append(endpoint.uri().getRawAuthority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\nConnection: close\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
        request.writeBytes(body);
        socket.getOutputStream().write(request.toByteArray());
        socket.getOutputStream().flush();
        Matcher status = STATUS.matcher(firstLine(socket, deadline));
        if (!status.matches()) {
            throw new IOException("not an answer of HTTP/1.1");
        }
        return Integer.parseInt(status.group(1));
    }

    /** A byte now and then keeps nobody here beyond the deadline. */
    private static String firstLine(Socket socket, long deadline) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        while (line.length() < MOST_LINE) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new SocketTimeoutException("no answer in time");
            }
            socket.setSoTimeout((int) left);
            int next = in.read();
            if (next == '\n') {
                return line.toString().strip();
            }
            if (next < 0) {
                throw new IOException("closed without an answer");
            }
            line.append((char) next);
        }
        throw new IOException("an endless line");
    }
}
