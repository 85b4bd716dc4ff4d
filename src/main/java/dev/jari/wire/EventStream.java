package dev.jari.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jari.admission.Admission;
import dev.jari.live.Closing;
import dev.jari.live.Connection;
import dev.jari.live.Destination;
import dev.jari.live.Event;
import dev.jari.live.Hub;
import dev.jari.live.LiveSettings;
import dev.jari.live.Outbox;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.ee11.servlet.ServletContextRequest;
import org.eclipse.jetty.io.EndPoint;

/** One event stream; the request's thread writes it. */
final class EventStream extends Connection {
    private static final byte[] NOTHING = {};
    private static final Events EVENTS = new Events();
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);

    /** As WHATWG's event streams have them, the number as the id. */
    private static final class Events implements Encoding {
        @Override
        public byte[] head(String subscriptionId) {
            return NOTHING;
        }

        @Override
        public byte[] body(Destination destination, Event event) {
            String id = event.number() > 0 ? "id: " + event.number() + "\n" : "";
            String data = new String(event.json(), UTF_8).replace("\r", "").replace("\n", "\ndata: ");
            return (id + "data: " + data + "\n\n").getBytes(UTF_8);
        }
    }

    private final HttpServletResponse response;
    private final EndPoint wire;
    private final long heartBeatMillis;
    private final long drainMillis;
    private volatile Closing closing = Closing.LEFT;

    EventStream(Hub hub, HttpServletRequest request, HttpServletResponse response, LiveSettings settings) {
        super(hub);
        this.response = response;
        this.wire = Admission.bounded(
                ServletContextRequest.getServletContextRequest(request).getConnectionMetaData());
        heartBeatMillis = settings.heartBeat().toMillis();
        drainMillis = settings.drain().toMillis();
    }

    /** Until it is closed. */
    void write() throws IOException {
        meters().streams().incrementAndGet();
        OutputStream out = response.getOutputStream();
        try {
            write(out, COMMENT);
            while (!outbox().isClosed()) {
                Outbox.Piece[] pieces = outbox().take();
                if (pieces.length == 0) {
                    if (outbox().await(heartBeatMillis)) {
                        write(out, COMMENT);
                    }
                    continue;
                }
                for (Outbox.Piece piece : pieces) {
                    out.write(piece.shared());
                }
                out.flush();
                outbox().sent(pieces.length);
            }
            write(out, farewell());
        } catch (IOException e) {
            // The client is gone, or was too slow.
        } finally {
            meters().streams().decrementAndGet();
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private byte[] farewell() {
        String retry = closing == Closing.RESTART
                ? "retry: " + ThreadLocalRandom.current().nextLong(drainMillis + 1) + "\n"
                : "";
        return (retry + "event: close\ndata: {\"code\":" + closing.code() + "}\n\n").getBytes(US_ASCII);
    }

    @Override
    protected Encoding encoding() {
        return EVENTS;
    }

    @Override
    protected void pump() {
        // The writing thread waits at the outbox.
    }

    @Override
    protected void hangUp(Closing why) {
        closing = why;
        if (why == Closing.SLOW) {
            // Its thread waits in a write.
            wire.close();
        }
    }

    @Override
    public void tick(long nowNanos) {
        // Comments are sent by the writing thread; a client that is gone fails them.
    }
}
