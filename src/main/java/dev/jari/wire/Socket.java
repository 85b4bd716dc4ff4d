package dev.jari.wire;

import dev.jari.live.Closing;
import dev.jari.live.Hub;
import dev.jari.live.LiveSettings;
import dev.jari.live.Outbox;
import dev.jari.token.AccessToken;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** STOMP over one WebSocket: how far the client has come, and what it is told. */
final class Socket extends WebSocket {
    private static final Logger log = LoggerFactory.getLogger(Socket.class);
    private static final byte[] LINE_END = {'\n'};
    private static final byte[] NOTHING = {};
    private static final long CONNECT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Stomp stomp;
    private final long openedAt = System.nanoTime();
    private @Nullable AccessToken cookie;
    private volatile boolean connected;
    private int strikes;

    Socket(Hub hub, Stomp stomp, LiveSettings settings, Optional<AccessToken> cookie) {
        super(hub, settings.heartBeat());
        this.stomp = stomp;
        this.cookie = cookie.orElse(null);
    }

    @Override
    protected Encoding encoding() {
        return stomp.messages;
    }

    @Override
    void receive(byte[] text) {
        try {
            StompFrame.parse(text).ifPresent(frame -> stomp.receive(this, frame));
        } catch (StompFrame.Malformed malformed) {
            error("protocol", "", Map.of("detail", String.valueOf(malformed.getMessage())), Optional.empty());
            close(malformed.closing());
        } catch (RuntimeException e) {
            log.warn("A socket failed", e);
            close(Closing.VIOLATION);
        }
    }

    boolean isConnected() {
        return connected;
    }

    Optional<AccessToken> cookie() {
        return Optional.ofNullable(cookie);
    }

    void connected(String wantedHeartBeat) {
        cookie = null;
        String agreed = heartBeat().agree(wantedHeartBeat);
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
    public void tick(long now) {
        if (!connected && now - openedAt > CONNECT_NANOS) {
            close(Closing.VIOLATION);
        } else if (heartBeat().isSilent(now)) {
            close(Closing.SILENT);
        } else if (heartBeat().isDue(now)) {
            heartBeat().sent();
            if (heartBeat().isWanted()) {
                send(new Outbox.Piece(LINE_END, NOTHING));
            }
            if (!heartBeat().isMutual()) {
                ping();
            }
        }
    }
}
