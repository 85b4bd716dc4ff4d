import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Messages over STOMP: a client sends the next one when the last is acknowledged, which is after the commit. First nobody listens and each
 * writes to a shop of its own, then all to the same, whose owner is notified of each; then
 * seven sockets in each room do; at last a fixed number a second, to see how long a message takes to a reader here and at another
 * instance.
 */
final class Chat {
    private static final int ROOMS = 8;
    private static final int READERS = 7;
    private static final int CALM_PER_SECOND = 100;
    private static final Duration MEASURE = Duration.ofSeconds(Integer.getInteger("seconds", 10));

    private Chat() {}

    static void run(Engine engine) throws Exception {
        try (Jari jari = Jari.start(engine);
                Jari other = jari.another()) {
            String[] tokens = new String[Math.max(ROOMS, Load.CLIENTS)];
            String[] rooms = new String[tokens.length];
            String[] ofOneShop = new String[tokens.length];
            String oneShop = shop(jari);
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = Api.token(jari.port);
                rooms[i] = room(jari, tokens[i], shop(jari));
                ofOneShop[i] = room(jari, tokens[i], oneShop);
            }
            alone("chat, durable sends over STOMP", engine, jari, tokens, rooms);
            alone("chat, the same, all to one shop", engine, jari, tokens, ofOneShop);
            heard(engine, jari, tokens, rooms);
            timed("to a reader here", engine, jari, jari, tokens, rooms);
            timed("to a reader at another instance", engine, jari, other, tokens, rooms);
        }
    }

    private static String shop(Jari jari) throws IOException {
        return Api.shop(jari.port, 1, "ROOM", 1, 60).id();
    }

    private static String room(Jari jari, String token, String shop) throws IOException {
        return Api.post(jari.port, token, "/api/rooms", "{\"businessId\":\"" + shop + "\"}")
                .get("id")
                .asString();
    }

    private static void alone(String what, Engine engine, Jari jari, String[] tokens, String[] rooms) throws Exception {
        Duration before = jari.cpu();
        Load.Result result = Load.run(200, number -> sender(jari, tokens[number], rooms[number]));
        Bench.print(what, engine, result);
        Bench.note(
                "CPU of the instance, all of it and the warm-up: %.1f s",
                seconds(jari.cpu().minus(before)));
    }

    private static void heard(Engine engine, Jari jari, String[] tokens, String[] rooms) throws Exception {
        Ears ears = new Ears();
        try {
            for (int room = 0; room < ROOMS; room++) {
                for (int reader = 0; reader < READERS; reader++) {
                    ears.listen(jari, tokens[room], rooms[room]);
                }
            }
            Load.run(
                    200,
                    ROOMS,
                    Duration.ZERO,
                    Duration.ofSeconds(3),
                    number -> sender(jari, tokens[number], rooms[number]));
            ears.heard.set(0);
            Duration before = jari.cpu();
            Load.Result result =
                    Load.run(200, ROOMS, Duration.ZERO, MEASURE, number -> sender(jari, tokens[number], rooms[number]));
            double cpu = seconds(jari.cpu().minus(before));
            long deliveries = ears.heard.get();
            Bench.print("chat, sends with 7 readers each", engine, result);
            Bench.note(
                    "%.0f deliveries/s, %.0f µs of the instance's CPU for each, the write of its message included",
                    deliveries / seconds(MEASURE), cpu * 1e6 / deliveries);
        } finally {
            ears.close();
        }
    }

    private static void timed(String what, Engine engine, Jari sending, Jari reading, String[] tokens, String[] rooms)
            throws Exception {
        Ears ears = new Ears();
        try {
            for (int room = 0; room < ROOMS; room++) {
                ears.listen(reading, tokens[room], rooms[room]);
            }
            Thread.sleep(500);
            ears.latencies.reset();
            long pause = 1_000_000_000L * ROOMS / CALM_PER_SECOND;
            Load.run(200, ROOMS, Duration.ZERO, MEASURE, number -> {
                Load.Step sender = sender(sending, tokens[number], rooms[number]);
                long[] next = {System.nanoTime() + pause * number / ROOMS};
                return () -> {
                    java.util.concurrent.locks.LockSupport.parkNanos(next[0] - System.nanoTime());
                    next[0] += pause;
                    return sender.run();
                };
            });
            Histogram all = ears.latencies;
            Bench.print(
                    "chat, " + what,
                    engine,
                    new Load.Result(
                            all.getTotalCount() / seconds(MEASURE),
                            all.getValueAtPercentile(50) / 1e6,
                            all.getValueAtPercentile(99) / 1e6,
                            0));
        } finally {
            ears.close();
        }
    }

    private static Load.Step sender(Jari jari, String token, String room) throws IOException {
        StompSocket socket = new StompSocket(jari.port, token);
        socket.subscribe("acks", "/user/queue/acks");
        AtomicLong number = new AtomicLong(System.nanoTime());
        return () -> {
            socket.send(
                    "SEND\ndestination:/app/rooms." + room + "\n\n{\"clientMessageId\":\"" + number.incrementAndGet()
                            + "\",\"body\":\"" + System.nanoTime() + " 내일 10분 정도 늦을 것 같아요, 괜찮을까요?\"}");
            return socket.receive().contains("\"seq\":") ? 200 : 500;
        };
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** Reads until it is closed; each message says when it was sent. */
    private static final class Ears implements AutoCloseable {
        final AtomicLong heard = new AtomicLong();
        final Histogram latencies = new ConcurrentHistogram(3);
        private final List<StompSocket> sockets = new ArrayList<>();

        void listen(Jari jari, String token, String room) throws IOException {
            StompSocket socket = new StompSocket(jari.port, token);
            sockets.add(socket);
            socket.subscribe("room", "/topic/rooms." + room);
            Thread.ofPlatform().daemon().start(() -> hear(socket));
        }

        private void hear(StompSocket socket) {
            try {
                while (true) {
                    String frame = socket.receive();
                    int body = frame.indexOf("\"body\":\"") + 8;
                    latencies.recordValue(
                            System.nanoTime() - Long.parseLong(frame.substring(body, frame.indexOf(' ', body))));
                    heard.incrementAndGet();
                }
            } catch (IOException e) {
                // closed
            }
        }

        @Override
        public void close() throws IOException {
            for (StompSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
