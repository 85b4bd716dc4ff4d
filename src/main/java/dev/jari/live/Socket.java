package dev.jari.live;

import dev.jari.token.AccessToken;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** STOMP over one WebSocket. Frames are taken one after the other: who sends faster than they are done is not read from. */
final class Socket extends Connection implements FrameHandler {
    static final int MAX_FRAME = 16 * 1024;

    private static final Logger log = LoggerFactory.getLogger(Socket.class);
    private static final byte[] LINE_END = {'\n'};
    private static final byte[] NOTHING = {};
    private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ABORT_SECONDS = 5;

    private final Stomp stomp;
    private final Hub hub;
    private final HeartBeat heartBeat;
    private final long openedAt = System.nanoTime();
    private @Nullable AccessToken cookie;
    private @Nullable ByteArrayOutputStream fragments;
    private volatile @Nullable CoreSession session;
    private volatile boolean connected;
    private int strikes;

    Socket(Hub hub, Stomp stomp, LiveSettings settings, Optional<AccessToken> cookie) {
        super(hub);
        this.stomp = stomp;
        this.hub = hub;
        this.heartBeat = new HeartBeat(settings.heartBeat());
        this.cookie = cookie.orElse(null);
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
        run(() -> receive(message));
    }

    private static boolean isLineEnd(byte[] bytes) {
        return bytes.length == 1 && bytes[0] == '\n';
    }

    private void receive(byte[] message) {
        try {
            StompFrame.parse(message).ifPresent(frame -> stomp.receive(this, frame));
        } catch (StompFrame.Malformed malformed) {
            error("protocol", "", Map.of("detail", String.valueOf(malformed.getMessage())), Optional.empty());
            close(malformed.closing());
        } catch (RuntimeException e) {
            log.warn("A socket failed", e);
            close(Closing.VIOLATION);
        }
        demand();
    }

    boolean isConnected() {
        return connected;
    }

    Optional<AccessToken> cookie() {
        return Optional.ofNullable(cookie);
    }

    void connected(String wantedHeartBeat) {
        cookie = null;
        String agreed = heartBeat.agree(wantedHeartBeat);
        connected = true;
        send("CONNECTED\nversion:1.2\nserver:jari\nheart-beat:" + agreed + "\nsession:" + id(), NOTHING);
    }

    int strikes() {
        return strikes;
    }

    int strikes(int count) {
        strikes = count;
        return count;
    }

    void receipt(StompFrame frame) {
        frame.header("receipt").ifPresent(id -> send("RECEIPT\nreceipt-id:" + StompFrame.escaped(id), NOTHING));
    }

    void error(String code, String subscription, Map<String, Object> problem, Optional<String> receipt) {
        StringBuilder head = new StringBuilder("ERROR\nmessage:").append(StompFrame.escaped(code));
        head.append("\ncontent-type:application/problem+json");
        if (!subscription.isEmpty()) {
            head.append("\nsubscription:").append(StompFrame.escaped(subscription));
        }
        receipt.ifPresent(id -> head.append("\nreceipt-id:").append(StompFrame.escaped(id)));
        send(head.toString(), JsonMapper.shared().writeValueAsBytes(problem));
    }

    private void send(String head, byte[] body) {
        send(new Outbox.Piece(StompFrame.encode(head, body), NOTHING));
    }

    @Override
    Outbox.Piece piece(Subscription subscription, Parcel parcel) {
        return new Outbox.Piece(subscription.head(), parcel.stomp());
    }

    @Override
    void pump() {
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

    @Override
    void tick(long now) {
        if (!connected && now - openedAt > CONNECT_NANOS) {
            close(Closing.VIOLATION);
        } else if (heartBeat.isSilent(now)) {
            close(Closing.SILENT);
        } else if (heartBeat.isDue(now)) {
            heartBeat.sent();
            if (heartBeat.isWanted()) {
                send(new Outbox.Piece(LINE_END, NOTHING));
            }
            if (!heartBeat.isMutual()) {
                core().sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
            }
        }
    }

    @Override
    void hangUp(Closing closing) {
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
