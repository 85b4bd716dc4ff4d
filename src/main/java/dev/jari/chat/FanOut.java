package dev.jari.chat;

import dev.jari.bus.Bus;
import dev.jari.live.Event;
import dev.jari.live.Hub;
import dev.jari.redis.Redis;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings committed lines to those who listen here, each once and in order. SQL is asked only where something is missing, and now and
 * then whether something is.
 */
@Component
class FanOut {
    static final String FAMILY = "rooms";

    private static final Logger log = LoggerFactory.getLogger(FanOut.class);
    private static final int CHANNELS = 16;
    private static final int PAGE = 200;
    private static final long TICK_MILLIS = 250;
    private static final long SWEEP_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long ILL_SWEEP_NANOS = TimeUnit.SECONDS.toNanos(1);
    // What is missing is most often on its way: two sent at once, told in the other order.
    private static final long PATIENCE_MILLIS = 10;

    private final Map<String, Head> heads = new ConcurrentHashMap<>();
    private final Bus bus;
    private final Hub hub;
    private final Redis redis;
    private final RoomStore rooms;
    private final MessageStore messages;
    private final JsonMapper json;
    private final Counter gaps;
    private final Counter repaired;
    private final ChatLag lag;
    private long outages;
    private long sweptAt = System.nanoTime();

    FanOut(
            Bus bus,
            Hub hub,
            Redis redis,
            RoomStore rooms,
            MessageStore messages,
            JsonMapper json,
            ChatLag lag,
            MeterRegistry meters) {
        this.bus = bus;
        this.hub = hub;
        this.redis = redis;
        this.rooms = rooms;
        this.messages = messages;
        this.json = json;
        this.lag = lag;
        gaps = meters.counter("jari.chat.gaps");
        repaired = meters.counter("jari.chat.repaired");
        bus.afterInterruption(this::compare);
        for (int channel = 0; channel < CHANNELS; channel++) {
            bus.subscribe(name(channel), this::heard);
        }
    }

    private static String name(int channel) {
        return "chat:" + channel;
    }

    /** A line that has just been committed here: encoded once, for all who get it. */
    void tell(Message message) {
        String encoded = json.writeValueAsString(message);
        String room = message.roomId();
        offer(room, message.seq(), encoded);
        bus.publish(name(Math.floorMod(room.hashCode(), CHANNELS)), room + " " + message.seq() + " " + encoded);
    }

    /** The same for a line of a transaction that is not through. */
    void tellAfterCommit(Message message) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                tell(message);
            }
        });
    }

    private void heard(String word) {
        int first = word.indexOf(' ');
        int second = word.indexOf(' ', first + 1);
        long number = Long.parseLong(word.substring(first + 1, second));
        offer(word.substring(0, first), number, word.substring(second + 1));
    }

    private void offer(String room, long number, String encoded) {
        Head head = heads.get(room);
        if (head == null) {
            return;
        }
        lag.note(encoded);
        if (head.offer(new Event(number, encoded.getBytes(StandardCharsets.UTF_8)))) {
            gaps.increment();
            repair(head, PATIENCE_MILLIS);
        }
    }

    /** The number of a room's last line. From here on, what follows it is told to the hub. */
    long watch(String room) {
        // First the head, which keeps what it hears, then the question: nothing can be committed in between unheard.
        Head head = heads.computeIfAbsent(room, it -> new Head(event -> hub.publish(FAMILY, it, event), it));
        long last = rooms.lastSeqs(Set.of(room)).getOrDefault(room, 0L);
        if (head.start(last)) {
            repair(head, PATIENCE_MILLIS);
        }
        return last;
    }

    List<Event> after(String room, long number, int limit) {
        return messages.after(room, number, limit).stream()
                .map(message -> new Event(message.seq(), json.writeValueAsBytes(message)))
                .toList();
    }

    /** One for each head at a time: {@link Head} says when. */
    private void repair(Head head, long patienceMillis) {
        Thread.ofVirtual().name("chat-repair").start(() -> {
            try {
                Thread.sleep(patienceMillis);
                while (head.isBehind()) {
                    List<Event> missing = after(head.room(), head.number(), PAGE);
                    repaired.increment(head.fill(missing));
                }
            } catch (InterruptedException e) {
                head.giveUp();
            } catch (DataAccessException | TransactionException e) {
                // The next sweep tries again.
                head.giveUp();
                log.debug("A room waits for the database", e);
            } catch (RuntimeException e) {
                head.giveUp();
                log.error("A room could not be brought up to date", e);
            }
        });
    }

    @Scheduled(fixedDelay = TICK_MILLIS)
    void sweep() {
        long now = System.nanoTime();
        // The bus knows after seconds that it is ill, the connection at once that it broke.
        boolean ill = bus.isIll() || outages != redis.outages();
        if (now - sweptAt < (ill ? ILL_SWEEP_NANOS : SWEEP_NANOS)) {
            return;
        }
        sweptAt = now;
        outages = redis.outages();
        try {
            compare();
        } catch (DataAccessException | TransactionException e) {
            log.debug("The rooms wait for the database", e);
        }
    }

    private void compare() {
        Set<String> listened = hub.keys(FAMILY);
        for (String room : heads.keySet()) {
            if (!listened.contains(room)) {
                // Asked again inside: somebody may have come meanwhile, who registers before asking for the head.
                heads.computeIfPresent(room, (it, head) -> hub.keys(FAMILY).contains(it) ? head : null);
            }
        }
        rooms.lastSeqs(heads.keySet()).forEach((room, last) -> {
            Head head = heads.get(room);
            if (head != null && head.expect(last)) {
                repair(head, 0);
            }
        });
    }
}
