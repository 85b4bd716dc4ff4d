package dev.jari.wire;

import dev.jari.live.Closing;
import dev.jari.live.Connection;
import dev.jari.live.Hub;
import dev.jari.live.Outbox;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/** Whole texts over one WebSocket, one after the other: who sends faster than they are done is not read from. */
abstract class WebSocket extends Connection implements FrameHandler {
    static final int MAX_FRAME = 16 * 1024;

    private static final long ABORT_SECONDS = 5;

    private final Hub hub;
    private final HeartBeat heartBeat;
    private @Nullable ByteArrayOutputStream fragments;
    private volatile @Nullable CoreSession session;

    WebSocket(Hub hub, Duration heartBeat) {
        super(hub);
        this.hub = hub;
        this.heartBeat = new HeartBeat(heartBeat);
    }

    /** On a thread that may wait. */
    abstract void receive(byte[] text);

    HeartBeat heartBeat() {
        return heartBeat;
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
        session = opened;
        meters().sockets().incrementAndGet();
        hub.join(this);
        callback.succeeded();
        opened.demand();
    }

    @Override
    public void onFrame(Frame frame, Callback callback) {
        heartBeat.heard();
        byte code = frame.getOpCode();
        if (code == OpCode.CLOSE) {
            callback.succeeded();
            close(Closing.LEFT);
            return;
        }
        // Once it is closed only the client's own close matters, and it comes last.
        if (!isClosed() && (code == OpCode.TEXT || code == OpCode.CONTINUATION)) {
            text(frame, callback);
            return;
        }
        if (code == OpCode.BINARY) {
            close(Closing.UNACCEPTABLE);
        } else if (code == OpCode.PING) {
            core().sendFrame(new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload())), Callback.NOOP, false);
        }
        next(callback);
    }

    private void next(Callback callback) {
        callback.succeeded();
        demand();
    }

    private void demand() {
        if (core().isInputOpen()) {
            core().demand();
        }
    }

    private void text(Frame frame, Callback callback) {
        byte[] bytes = BufferUtil.toArray(frame.getPayload());
        if (!frame.isFin() || fragments != null) {
            ByteArrayOutputStream all = fragments == null ? new ByteArrayOutputStream() : fragments;
            fragments = all;
            all.writeBytes(bytes);
            if (all.size() > MAX_FRAME) {
                fragments = null;
                close(Closing.TOO_LARGE);
            }
            if (!frame.isFin() || isClosed()) {
                next(callback);
                return;
            }
            bytes = all.toByteArray();
            fragments = null;
        }
        if (isLineEnd(bytes)) {
            next(callback);
            return;
        }
        byte[] message = bytes;
        callback.succeeded();
        run(() -> {
            receive(message);
            demand();
        });
    }

    private static boolean isLineEnd(byte[] bytes) {
        return bytes.length == 1 && bytes[0] == '\n';
    }

    @Override
    protected void pump() {
        Outbox.Piece[] pieces = outbox().take();
        for (int i = 0; i < pieces.length; i++) {
            boolean isLast = i == pieces.length - 1;
            int count = pieces.length;
            Callback callback =
                    isLast ? Callback.from(() -> sent(count), failure -> close(Closing.LEFT)) : Callback.NOOP;
            core().sendFrame(new Frame(OpCode.TEXT, pieces[i].joined()), callback, !isLast);
        }
        if (pieces.length > 0) {
            heartBeat.sent();
        }
    }

    private void sent(int count) {
        outbox().sent(count);
        pump();
    }

    /** Browsers answer it without a word to the page. */
    void ping() {
        core().sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
    }

    @Override
    protected void hangUp(Closing closing) {
        CoreSession open = session;
        if (open == null) {
            return;
        }
        open.close(closing.code(), closing.reason(), Callback.NOOP);
        // A client that does not answer, or not even reads, keeps nothing here.
        CompletableFuture.delayedExecutor(ABORT_SECONDS, TimeUnit.SECONDS, this::run)
                .execute(open::abort);
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
        callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
        meters().sockets().decrementAndGet();
        close(status.getCode() == CloseStatus.MESSAGE_TOO_LARGE ? Closing.TOO_LARGE : Closing.LEFT);
        callback.succeeded();
    }

    private CoreSession core() {
        return Objects.requireNonNull(session);
    }
}
