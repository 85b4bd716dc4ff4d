package dev.jari.bus;

import dev.jari.redis.Redis;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;
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
    private final Map<String, Consumer<String>> subscribers = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private volatile boolean running;

    Bus(Redis redis, RedisConnectionFactory connections) {
        this.redis = redis;
        this.connections = connections;
    }

    /** To be called before the application starts its lifecycle, from a constructor. The handler must not block for long. */
    public void subscribe(String topic, Consumer<String> handler) {
        subscribers.put(topic, handler);
    }

    public void publish(String topic, String message) {
        redis.send(r -> r.publish(Redis.bytes(channel(topic)), Redis.bytes(message)));
    }

    @Override
    public void start() {
        running = true;
        container.setConnectionFactory(connections);
        container.setSubscriptionExecutor(threads);
        container.setTaskExecutor(Runnable::run);
        container.setErrorHandler(e -> log.warn("A bus handler failed", e));
        container.setRecoveryBackoff(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
        container.afterPropertiesSet();
        subscribers.forEach((topic, handler) -> container.addMessageListener(
                (message, pattern) -> handler.accept(new String(message.getBody(), StandardCharsets.UTF_8)),
                new ChannelTopic(channel(topic))));
        threads.execute(this::connect);
    }

    /** A Redis that is down at the start must not keep the application from starting. */
    private void connect() {
        while (running && !container.isListening()) {
            try {
                container.start();
            } catch (RuntimeException e) {
                log.warn("The bus cannot listen yet: {}", e.getMessage());
            }
            if (!container.isListening() && !pause()) {
                return;
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(RETRY_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String channel(String topic) {
        return "bus:" + topic;
    }

    @Override
    public void stop() {
        running = false;
        try {
            container.destroy();
        } catch (Exception e) {
            log.debug("The bus did not stop cleanly", e);
        }
        threads.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
