package dev.jari.live;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
    private static final byte[] COMMENT = ":\n\n".getBytes(US_ASCII);

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
    Outbox.Piece piece(Subscription subscription, Parcel parcel) {
        return new Outbox.Piece(NOTHING, parcel.sse());
    }

    @Override
    void pump() {
        // The writing thread waits at the outbox.
    }

    @Override
    void hangUp(Closing why) {
        closing = why;
        if (why == Closing.SLOW) {
            // Its thread waits in a write.
            wire.close();
        }
    }

    @Override
    void tick(long nowNanos) {
        // Comments are sent by the writing thread; a client that is gone fails them.
    }
}
