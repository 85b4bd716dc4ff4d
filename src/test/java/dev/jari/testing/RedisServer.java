package dev.jari.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;

/** A Redis that a test may stop and start; empty after each start. */
public final class RedisServer implements AutoCloseable {
    private final redis.embedded.RedisServer server;
    private final int port;

    public RedisServer() {
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
            this.server = redis.embedded.RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start();
    }

    /** Properties that point an application at it. */
    public List<String> properties() {
        return List.of("spring.data.redis.host=127.0.0.1", "spring.data.redis.port=" + port);
    }

    public void start() {
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (server.isActive()) {
            stop();
        }
    }
}
