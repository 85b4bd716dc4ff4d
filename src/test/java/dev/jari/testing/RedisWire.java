package dev.jari.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;

/** A wire from an instance to the Redis of another one, which a test can cut and mend. */
public final class RedisWire implements AutoCloseable {
    private final ServerSocket server;
    private final DataRedisConnectionDetails redis;
    private final Path dataDir;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> listening = ConcurrentHashMap.newKeySet();
    private final Set<Socket> deaf = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private RedisWire(App owner) {
        redis = owner.bean(DataRedisConnectionDetails.class);
        dataDir = owner.dataDir();
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public static RedisWire to(App owner) {
        return new RedisWire(owner);
    }

    /** With these an instance uses the wire. */
    public String[] properties() {
        return new String[] {
            "spring.data.redis.host=127.0.0.1",
            "spring.data.redis.port=" + server.getLocalPort(),
            "spring.data.redis.password=" + redis.getPassword()
        };
    }

    public void cut() {
        cut = true;
        open.forEach(RedisWire::close);
    }

    public void mend() {
        cut = false;
    }

    /** What listens now hears nothing any more, though its connection stays; whatever connects later does. */
    public void deafen() {
        deaf.addAll(listening);
    }

    /** Empties the Redis behind it. */
    public void flush() {
        try (Socket socket = connect()) {
            String command = "AUTH " + redis.getPassword() + "\r\nFLUSHALL\r\n";
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = new byte[10];
            if (socket.getInputStream().readNBytes(answer, 0, answer.length) != answer.length) {
                throw new IllegalStateException("Redis did not answer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Pauses or resumes the process itself: it keeps its connections and answers nothing. */
    public void signal(String signal) {
        try {
            String pid = Files.readString(dataDir.resolve("redis").resolve("redis.pid"))
                    .strip();
            new ProcessBuilder("kill", "-" + signal, pid).start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        var node = java.util.Objects.requireNonNull(redis.getStandalone());
        return new Socket(node.getHost(), node.getPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket near = server.accept();
                if (cut) {
                    near.close();
                    continue;
                }
                Socket far = connect();
                open.add(near);
                open.add(far);
                Thread.ofVirtual().start(() -> pump(near, far, bytes -> note(bytes, far)));
                Thread.ofVirtual().start(() -> pump(far, near, bytes -> !deaf.contains(far)));
            } catch (IOException e) {
                return;
            }
        }
    }

    private boolean note(String bytes, Socket far) {
        if (bytes.contains("SUBSCRIBE")) {
            listening.add(far);
        }
        return true;
    }

    private void pump(Socket from, Socket to, Predicate<String> passes) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            for (int read = 0; read >= 0; read = from.getInputStream().read(buffer)) {
                if (passes.test(new String(buffer, 0, read, StandardCharsets.ISO_8859_1))) {
                    to.getOutputStream().write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // cut, or closed by one of the two
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
