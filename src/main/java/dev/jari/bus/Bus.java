package dev.jari.bus;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.ChannelTopic;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.FixedBackOff;

/** Publishes to all instances, this one included, and forgets; without Redis a word is lost, and nothing waits for it. */
@Component
public class Bus implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Bus.class);
    private static final long RETRY_MILLIS = 1000;

    private final StringRedisTemplate redis;
    private final RedisConnectionFactory connections;
    private final Map<String, Consumer<String>> subscribers = new ConcurrentHashMap<>();
    /** Words under way; past that they are dropped rather than queued behind a Redis that hangs. */
    private final Semaphore underWay = new Semaphore(512);

    private final ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor();
    private final RedisMessageListenerContainer container = new RedisMessageListenerContainer();
    private volatile boolean running;

    Bus(StringRedisTemplate redis, RedisConnectionFactory connections) {
        this.redis = redis;
        this.connections = connections;
    }

    /** To be called before the application starts its lifecycle, from a constructor. The handler must not block for long. */
    public void subscribe(String topic, Consumer<String> handler) {
        subscribers.put(topic, handler);
    }

    public void publish(String topic, String message) {
        if (!underWay.tryAcquire()) {
            return;
        }
        sender.execute(() -> {
            try {
                redis.convertAndSend(channel(topic), message);
            } catch (RuntimeException e) {
                log.debug("A word on {} is lost: {}", topic, e.toString());
            } finally {
                underWay.release();
            }
        });
    }

    @Override
    public void start() {
        running = true;
        container.setConnectionFactory(connections);
        container.setSubscriptionExecutor(sender);
        container.setTaskExecutor(Runnable::run);
        container.setErrorHandler(e -> log.warn("A bus handler failed", e));
        container.setRecoveryBackoff(new FixedBackOff(RETRY_MILLIS, FixedBackOff.UNLIMITED_ATTEMPTS));
        container.afterPropertiesSet();
        subscribers.forEach((topic, handler) -> container.addMessageListener(
                (message, pattern) -> handler.accept(new String(message.getBody(), StandardCharsets.UTF_8)),
                new ChannelTopic(channel(topic))));
        sender.execute(this::connect);
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
        sender.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
