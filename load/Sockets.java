import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What an idle socket costs and whether a small instance bears 2,000 of them. Each comes as a browser's does, compression offered, and
 * listens to a shop's day; every other one is signed in and listens to its notifications.
 */
final class Sockets {
    private static final int FIRST = 200;
    private static final int MANY = 2_000;
    private static final int PEOPLE = 100;
    private static final int TARGET = 30;
    private static final int LIMIT = 40;
    private static final String BROWSER = """
            Sec-WebSocket-Protocol: v12.stomp\r
            Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/139.0.0.0 Safari/537.36\r
            Accept-Language: ko-KR,ko;q=0.9,en-US;q=0.8\r
            """;

    private final Jari jari;
    private final String shop;
    private final List<String> tokens = new ArrayList<>();
    private final List<StompSocket> open = new ArrayList<>();

    private Sockets(Jari jari) throws IOException {
        this.jari = jari;
        shop = Api.shop(jari.port, 1, "ROOM", 1, 60).id();
        for (int i = 0; i < PEOPLE; i++) {
            tokens.add(Api.token(jari.port));
        }
    }

    static void run(Engine engine) throws Exception {
        // All that is committed of the heap is in memory, so that it can be told from the rest; caches that may go are
        // gone.
        Box box = Box.small().with("-XX:+AlwaysPreTouch").with("-XX:SoftRefLRUPolicyMSPerMB=0");
        try (Jari jari = Jari.start(engine, box)) {
            Sockets sockets = new Sockets(jari);
            try {
                sockets.measure();
            } finally {
                for (StompSocket socket : sockets.open) {
                    socket.close();
                }
            }
        }
    }

    private void measure() throws Exception {
        // What is loaded and compiled for the first of them is no cost of the others.
        open(FIRST);
        Memory before = Memory.of(jari);
        open(MANY - FIRST);
        Memory after = Memory.of(jari);
        double heap = each(before.heap, after.heap);
        double beside = each(before.beside, after.beside);
        Bench.note(
                "%d sockets: %.1f KB each (target %d, limit %d): %.1f KB of heap after a full collection, %.1f KB beside it",
                MANY - FIRST, heap + beside, TARGET, LIMIT, heap, beside);
        Bench.note(
                "%d sockets in a box of 300 MB: %.0f open, peak memory %s",
                MANY, jari.metric("jari_live_sockets"), jari.peak());
        if (heap + beside > LIMIT || !jari.isAlive() || jari.metric("jari_live_sockets") < MANY) {
            throw new IllegalStateException("A socket costs too much");
        }
    }

    private static double each(double before, double after) {
        return (after - before) / (MANY - FIRST) / 1024;
    }

    /** In bytes: what is needed in the heap, and what the process has besides. */
    private record Memory(double heap, double beside) {
        static Memory of(Jari jari) throws Exception {
            Thread.sleep(3_000);
            jari.collectGarbage();
            double heap = jari.metrics("jvm_memory_used_bytes{area=\"heap\"").sum();
            double committed =
                    jari.metrics("jvm_memory_committed_bytes{area=\"heap\"").sum();
            return new Memory(heap, jari.memory() - committed);
        }
    }

    private void open(int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            open.add(open());
            if (i % 20 == 19) {
                // No more of them a second than an instance admits.
                Thread.sleep(100);
            }
        }
    }

    private StompSocket open() throws IOException {
        int number = open.size();
        String token = number % 2 == 0 ? "" : tokens.get(number / 2 % PEOPLE);
        StompSocket socket = new StompSocket(jari.port, token, BROWSER);
        socket.subscribe(
                "day",
                "/topic/slots." + shop + "." + LocalDate.now(Bookings.ZONE).plusDays(number % 30));
        if (!token.isEmpty()) {
            socket.subscribe("news", "/user/queue/notifications");
        }
        return socket;
    }
}
