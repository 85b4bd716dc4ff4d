package dev.jari.live;

import dev.jari.web.Caller;
import dev.jari.web.Problem;
import dev.jari.wire.EventStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A numbered topic, {@code /topic/numbers.<key>}, for who is signed in; an open one; and an inbox that answers what it got. */
@TestConfiguration
class Numbers {
    final Map<String, AtomicLong> heads = new ConcurrentHashMap<>();
    volatile long readMillis;

    @Bean
    Topic numberedTopic() {
        return new Topic() {
            @Override
            public String family() {
                return "numbers";
            }

            @Override
            public void admit(Optional<Caller> caller, String key) {
                if (caller.isEmpty()) {
                    throw Problem.unauthorized("unauthenticated", "Sign in first.");
                }
                if (key.startsWith("private")) {
                    throw Problem.forbidden("Not yours.");
                }
            }

            @Override
            public boolean isNumbered() {
                return true;
            }

            @Override
            public long head(String key) {
                return heads(key).get();
            }

            @Override
            public List<Event> after(String key, long number, int limit) {
                pause();
                return LongStream.rangeClosed(number + 1, Math.min(heads(key).get(), number + limit))
                        .mapToObj(Numbers::event)
                        .toList();
            }
        };
    }

    @Bean
    Topic openTopic() {
        return new Topic() {
            @Override
            public String family() {
                return "open";
            }

            @Override
            public void admit(Optional<Caller> caller, String key) {
                // Everybody.
            }
        };
    }

    @Bean
    Inbox echoInbox() {
        return new Inbox() {
            @Override
            public String family() {
                return "echo";
            }

            @Override
            public void receive(Sender sender, String key, byte[] body) {
                if (key.equals("refused")) {
                    throw Problem.conflict("no_room", "No.");
                }
                sender.reply("acks", body);
            }
        };
    }

    @RestController
    static class NumbersController {
        private final EventStreams streams;

        NumbersController(EventStreams streams) {
            this.streams = streams;
        }

        @GetMapping("/api/numbers/{key}/events")
        void events(@PathVariable String key, HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            streams.serve("numbers", key, request, response);
        }
    }

    private AtomicLong heads(String key) {
        return heads.computeIfAbsent(key, none -> new AtomicLong());
    }

    /** The next one, stored but not published. */
    Event store(String key) {
        return event(heads(key).incrementAndGet());
    }

    void store(String key, int count) {
        heads(key).addAndGet(count);
    }

    static Event event(long number) {
        return new Event(number, ("{\"seq\":" + number + "}").getBytes(StandardCharsets.US_ASCII));
    }

    private void pause() {
        try {
            Thread.sleep(readMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
