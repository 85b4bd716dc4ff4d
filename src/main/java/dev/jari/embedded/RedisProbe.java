package dev.jari.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.random.RandomGenerator;

/** What a port of this machine is: free, our Redis (it knows the password), or another program's. */
record RedisProbe(String password) {
    private static final int WAIT_MILLIS = 500;
    // Below the range from which the system takes ports for outgoing connections: those could take Redis's while it
    // restarts.
    private static final int LOWEST_PORT = 20_000;
    private static final int PORTS = 10_000;

    enum Answer {
        READY,
        LOADING,
        FOREIGN,
        NONE
    }

    Answer ask(int port) {
        return send(port, "PING");
    }

    /** Ends our Redis there; it writes its file first. */
    Answer shutDown(int port) {
        return send(port, "SHUTDOWN");
    }

    private Answer send(int port, String command) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(WAIT_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAIT_MILLIS);
            String request = "AUTH " + password + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            if (!"+OK".equals(reader.readLine())) {
                return Answer.FOREIGN;
            }
            String reply = Objects.requireNonNullElse(reader.readLine(), "+");
            return reply.startsWith("-LOADING") ? Answer.LOADING : Answer.READY;
        } catch (java.net.ConnectException e) {
            return Answer.NONE;
        } catch (IOException e) {
            return Answer.FOREIGN;
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    static int freePort() {
        return RandomGenerator.getDefault()
                .ints(LOWEST_PORT, LOWEST_PORT + PORTS)
                .filter(RedisProbe::isFree)
                .findFirst()
                .orElseThrow();
    }
}
