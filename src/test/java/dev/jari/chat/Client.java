package dev.jari.chat;

import dev.jari.testing.Api;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client as an app on a phone would be: it says one thing after the other until each is acknowledged, and comes back, at whatever
 * instance is there, with the number of the last line it has. Nothing is forgiven: what comes twice or too early is a fault.
 */
public final class Client implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final long PATIENCE_MILLIS = 3_000;

    private final HttpClient http;
    private final List<String> instances;
    private final Api account;
    private final String room;
    public final List<JsonNode> lines = new ArrayList<>();
    public final List<String> faults = new ArrayList<>();
    public final Map<String, Long> acknowledged = new HashMap<>();
    private final BlockingQueue<Map.Entry<String, Long>> acks = new LinkedBlockingQueue<>();
    private volatile @Nullable Wire wire;
    private volatile boolean closed;
    private volatile boolean paused;
    private volatile int home;
    private long last;

    Client(List<String> instances, int home, Api account, String room, long since) {
        this(HTTP, instances, home, account, room, since);
    }

    /** Through something that has a certificate of its own. */
    public Client(HttpClient http, List<String> instances, int home, Api account, String room, long since) {
        this.http = http;
        this.instances = instances;
        this.home = home;
        this.account = account;
        this.room = room;
        this.last = since;
        Thread.ofVirtual().name("chat-client").start(this::stay);
    }

    /** Connects whenever it is not. */
    private void stay() {
        while (!closed) {
            Wire open = new Wire();
            try {
                String url = instances.get(home).replaceFirst("^http", "ws") + "/ws";
                WebSocket socket = http.newWebSocketBuilder()
                        .buildAsync(URI.create(url), open)
                        .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                open.socket = socket;
                open.frame("CONNECT\naccept-version:1.2\nhost:jari\nAuthorization:Bearer " + account.accessToken()
                        + "\n\n");
                wire = open;
                open.ended.join();
                socket.abort();
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                open.ended.complete(0);
            }
            wire = null;
            home = (home + 1) % instances.size();
            rest(50 + ThreadLocalRandom.current().nextInt(250));
        }
    }

    /** Returns when it is acknowledged, however often it must be sent for that. */
    public void say(String clientMessageId, String body) throws InterruptedException {
        String json = JsonMapper.shared().writeValueAsString(Map.of("clientMessageId", clientMessageId, "body", body));
        while (!closed && !acknowledged.containsKey(clientMessageId)) {
            Wire open = wire;
            if (open == null || !open.subscribed) {
                rest(20);
                continue;
            }
            open.frame("SEND\ndestination:/app/rooms." + room + "\n\n" + json);
            long patience = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
            while (!acknowledged.containsKey(clientMessageId) && System.nanoTime() < patience && open == wire) {
                Map.Entry<String, Long> ack = acks.poll(50, TimeUnit.MILLISECONDS);
                if (ack != null) {
                    Long before = acknowledged.putIfAbsent(ack.getKey(), ack.getValue());
                    if (before != null && !before.equals(ack.getValue())) {
                        faults.add(ack + " was acknowledged as " + before);
                    }
                }
            }
        }
    }

    public synchronized long last() {
        return last;
    }

    /** Reads nothing for a while, as an app in the background. */
    void pause(long millis) {
        paused = true;
        rest(millis);
        paused = false;
        Wire open = wire;
        if (open != null && open.socket != null) {
            open.socket.request(1);
        }
    }

    private synchronized void take(JsonNode line) {
        String type = line.get("type").asString();
        if (type.equals("resync")) {
            reload();
            return;
        }
        long seq = line.get("seq").asLong();
        if (seq != last + 1) {
            faults.add("after " + last + " came " + line);
        }
        last = seq;
        lines.add(line);
    }

    /** What a client does that has been away for long: it reads pages and subscribes anew. */
    private void reload() {
        boolean more = true;
        while (more) {
            JsonNode page = account.at(instances.get(home))
                    .get("/api/rooms/" + room + "/messages?limit=200&after=" + last)
                    .expect(200)
                    .json();
            page.get("items").forEach(this::take);
            more = !page.get("next").isNull();
        }
        Wire open = wire;
        if (open != null) {
            open.subscribe();
        }
    }

    private static void rest(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        Wire open = wire;
        if (open != null && open.socket != null) {
            open.socket.abort();
            open.ended.complete(0);
        }
    }

    private final class Wire implements WebSocket.Listener {
        final CompletableFuture<Integer> ended = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final Object sending = new Object();
        volatile @Nullable WebSocket socket;
        volatile boolean subscribed;

        void frame(String frame) {
            WebSocket to = socket;
            synchronized (sending) {
                try {
                    if (to != null) {
                        to.sendText(frame + "\0", true).get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
                    ended.complete(0);
                }
            }
        }

        void subscribe() {
            frame("SUBSCRIBE\nid:room\ndestination:/topic/rooms." + room + "\nsince:" + last() + "\n\n");
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
            text.append(data);
            if (isLast) {
                String frame = text.toString();
                text.setLength(0);
                // Reading on may need the answer to something that has to be sent first.
                return CompletableFuture.runAsync(() -> hear(frame), Runnable::run)
                        .thenRun(() -> readOn(from));
            }
            readOn(from);
            return null;
        }

        private void readOn(WebSocket from) {
            if (!paused) {
                from.request(1);
            }
        }

        private void hear(String frame) {
            if (frame.startsWith("CONNECTED")) {
                Thread.ofVirtual().start(() -> {
                    frame("SUBSCRIBE\nid:acks\ndestination:/user/queue/acks\n\n");
                    subscribe();
                    subscribed = true;
                });
            } else if (frame.startsWith("MESSAGE")) {
                JsonNode body =
                        JsonMapper.shared().readTree(frame.substring(frame.indexOf("\n\n") + 2, frame.length() - 1));
                if (frame.contains("\nsubscription:acks\n")) {
                    hearAck(body);
                } else if (body.get("type").asString().equals("resync")) {
                    Thread.ofVirtual().start(() -> take(body));
                } else {
                    take(body);
                }
            } else if (frame.startsWith("ERROR")) {
                faults.add(frame);
            }
        }

        private void hearAck(JsonNode body) {
            if (body.has("seq")) {
                acks.add(Map.entry(
                        body.get("clientMessageId").asString(), body.get("seq").asLong()));
            }
            // Else a nack while the instance goes down: it is sent again.
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            ended.complete(1006);
        }
    }
}
