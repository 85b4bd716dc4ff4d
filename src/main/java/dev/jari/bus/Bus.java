package dev.jari.bus;

import dev.jari.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.Message;
import org.springframework.data.redis.connection.MessageListener;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.SubscriptionListener;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.FixedBackOff;

/** Publishes to all instances, this one included, and forgets; without Redis a word is lost, and nothing waits for it. */
@Component
public class Bus implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Bus.class);
    private static final long RETRY_MILLIS = 1000;

    private final Redis redis;
    private final RedisConnectionFactory connections;
    private final Watchdog watchdog;
    private final Map<String, Consumer<String>> subscribers = new ConcurrentHashMap<>();
    private final List<Runnable> repairs = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private volatile boolean running;

    Bus(Redis redis, RedisConnectionFactory connections, Watchdog watchdog) {
        this.redis = redis;
        this.connections = connections;
        this.watchdog = watchdog;
    }

    /** To be called before the application starts its lifecycle, from a constructor. The handler must not block for long. */
    public void subscribe(String topic, Consumer<String> handler) {
        subscribers.put(topic, handler);
    }

    /** Runs whenever this instance listens again after it may have missed something; the same holds for {@link #subscribe}. */
    public void afterInterruption(Runnable repair) {
        repairs.add(repair);
    }

    /** Whether words may be lost at the moment. */
    public boolean isIll() {
        return watchdog.isIll();
    }

    public void publish(String topic, String message) {
        send(topic, message);
    }

    private CompletionStage<Long> send(String topic, String message) {
        return redis.send(r -> r.publish(Redis.bytes(channel(topic)), Redis.bytes(message)));
    }

    @Override
    public void start() {
        running = true;
        threads.execute(this::connect);
        threads.execute(this::watch);
    }

    /** A Redis that is down at the start must not keep the application from starting. */
    private void connect() {
        container = listeners();
        while (running && !container.isListening()) {
            try {
                container.start();
            } catch (RuntimeException e) {
                log.warn("The bus cannot listen yet: {}", e.getMessage());
            }
            if (!container.isListening() && !pause(RETRY_MILLIS)) {
                return;
            }
        }
    }

    private RedisMessageListenerContainer listeners() {
        var made = new RedisMessageListenerContainer();
        made.setConnectionFactory(connections);
        made.setSubscriptionExecutor(threads);
        made.setTaskExecutor(Runnable::run);
        made.setErrorHandler(e -> log.warn("A bus handler failed", e));
        made.setRecoveryBackoff(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
        made.afterPropertiesSet();
        subscribers.forEach((topic, handler) -> made.addMessageListener(
                (message, pattern) -> handler.accept(text(message)), new ChannelTopic(channel(topic))));
        made.addMessageListener(new Ears(), new ChannelTopic(channel(watchdog.topic())));
        return made;
    }

    private static String text(Message message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }

    /** Hears this instance's words to itself, and each time that Redis confirms the subscription, after a reconnect too. */
    private final class Ears implements MessageListener, SubscriptionListener {
        @Override
        public void onMessage(Message message, byte @Nullable [] pattern) {
            if (watchdog.heard(text(message))) {
                repair();
            }
        }

        @Override
        public void onChannelSubscribed(byte[] channel, long count) {
            repair();
        }
    }

    private void repair() {
        repairs.forEach(repair -> threads.execute(() -> {
            try {
                repair.run();
            } catch (RuntimeException e) {
                log.warn("What the bus may have lost could not be repaired: {}", e.getMessage());
            }
        }));
    }

    private void watch() {
        while (running && pause(Watchdog.TICK_MILLIS)) {
            if (watchdog.mustRebuild()) {
                log.warn("The bus hears nothing though Redis answers; it subscribes anew");
                close();
                connect();
            }
            watchdog.sent(send(watchdog.topic(), watchdog.word()));
        }
    }

    private static boolean pause(long millis) {
        try {
            Thread.sleep(millis);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String channel(String topic) {
        return "bus:" + topic;
    }

    private void close() {
        try {
            container.destroy();
        } catch (Exception e) {
            log.debug("The bus did not stop cleanly", e);
        }
    }

    @Override
    public void stop() {
        running = false;
        close();
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and still there while it drains. */
    @Override
    public int getPhase() {
        return 0;
    }
}
