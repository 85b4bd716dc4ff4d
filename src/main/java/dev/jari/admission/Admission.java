package dev.jari.admission;

import dev.jari.live.Hub;
import dev.jari.live.LiveSettings;
import dev.jari.live.Outbox;
import dev.jari.web.Problem;
import dev.jari.web.WebSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Who may open a socket or an event stream at all, and how many may at once. */
@Component
public class Admission {
    private final Hub hub;
    private final LiveSettings settings;
    private final List<String> foreign;
    private long second;
    private int admitted;
    private volatile boolean closed;

    Admission(Hub hub, LiveSettings settings, WebSettings web) {
        this.hub = hub;
        this.settings = settings;
        foreign = web.allowedOrigins();
    }

    /** True if the cookies count: those of a foreign page do not. Programs that are no browsers name no origin. */
    public boolean requireOrigin(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null || isOwn(origin, request.getHeader(HttpHeaders.HOST))) {
            return true;
        }
        if (foreign.contains(origin)) {
            return false;
        }
        throw Problem.of(HttpStatus.FORBIDDEN, "origin", "Pages of this origin may not connect.");
    }

    private static boolean isOwn(String origin, @Nullable String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Throws the 503 for one too many. */
    public void enter() {
        if (closed || hub.connections().size() >= settings.maxSockets() || !isInTime()) {
            throw Problem.unavailable(
                    "too_many_connections", "This instance takes no more at the moment; come again.", 1);
        }
    }

    private synchronized boolean isInTime() {
        long now = System.nanoTime() / 1_000_000_000;
        if (now != second) {
            second = now;
            admitted = 0;
        }
        return ++admitted <= settings.admissionsPerSecond();
    }

    /** What a client does not read waits in the kernel, too: no more of it than we keep ourselves. */
    public static EndPoint bounded(ConnectionMetaData connection) {
        EndPoint wire = connection.getConnection().getEndPoint();
        if (wire.getTransport() instanceof SocketChannel channel) {
            try {
                channel.setOption(StandardSocketOptions.SO_SNDBUF, Outbox.MAX_BYTES);
            } catch (IOException e) {
                // It is closed; whoever writes next will notice.
            }
        }
        return wire;
    }

    /** For good: this instance is about to stop. */
    void close() {
        closed = true;
    }
}
