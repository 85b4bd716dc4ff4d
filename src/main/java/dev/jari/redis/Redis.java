package dev.jari.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.event.ClusterTopologyChangedEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;

/**
 * The shared connection to Redis, standalone, Sentinel or Cluster. Start commands with {@link #send} and {@link #run}, then wait
 * once with {@link #await}.
 */
@Component
public class Redis {
    /** The longest wait for an answer. */
    public static final long PATIENCE_MILLIS = 300;

    private static final long RECONNECT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    // A Redis that hangs keeps its connection. After a few unanswered commands only one attempt at a time waits for it.
    private static final int HANGING = 5;
    private static final long PROBE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final Pattern UNREADY =
            Pattern.compile("LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|NOREPLICAS|MISCONF|OOM");

    private final LettuceConnectionFactory factory;
    private final AtomicLong unheard = new AtomicLong();
    private final AtomicLong disconnects = new AtomicLong();
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile @Nullable RedisClusterAsyncCommands<byte[], byte[]> commands;
    private volatile long nextAttempt = System.nanoTime();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicLong nextProbe = new AtomicLong(System.nanoTime());

    Redis(LettuceConnectionFactory factory) {
        this.factory = factory;
        watch(factory.getRequiredNativeClient());
        send(RedisClusterAsyncCommands::ping);
    }

    /** Closed on purpose is not lost: over such connections Lettuce asks a Cluster's nodes, again and again, who is there. */
    private void watch(AbstractRedisClient client) {
        client.addListener(new RedisConnectionStateListener() {
            @Override
            public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
                if (!connection.isClosed()) {
                    disconnects.incrementAndGet();
                }
            }
        });
        client.getResources()
                .eventBus()
                .get()
                .filter(ClusterTopologyChangedEvent.class::isInstance)
                .subscribe(changed -> disconnects.incrementAndGet());
    }

    /**
     * Grows with each lost connection, each unanswered command and each change of a Cluster's nodes. Who keeps a copy of something in Redis compares it with an
     * earlier value: unchanged means that Redis has been there all the time.
     */
    public long outages() {
        return disconnects.get() + unheard.get();
    }

    /** Of these, what may have lost data: not the unanswered commands. */
    public long disconnects() {
        return disconnects.get();
    }

    /** Starts one command, such as {@code r -> r.hmget(key, field)}. Never throws: a failure is in the stage. */
    public <T> CompletionStage<T> send(
            Function<RedisClusterAsyncCommands<byte[], byte[]>, ? extends CompletionStage<T>> command) {
        try {
            if (unanswered.get() >= HANGING && !isProbe()) {
                return CompletableFuture.failedFuture(new RedisDown("it hangs"));
            }
            return command.apply(connected());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Starts a script whose result is a list: integers arrive as {@code Long}, strings as {@code byte[]}. */
    public CompletionStage<List<Object>> run(RedisScript script, List<String> keys, Object... arguments) {
        byte[][] keyBytes = keys.stream().map(Redis::bytes).toArray(byte[][]::new);
        byte[][] values =
                Stream.of(arguments).map(Object::toString).map(Redis::bytes).toArray(byte[][]::new);
        return this.<List<Object>>send(r -> r.evalsha(script.sha(), ScriptOutputType.MULTI, keyBytes, values))
                .exceptionallyCompose(failure -> RedisDown.unwrapped(failure) instanceof RedisNoScriptException
                        ? send(r -> r.eval(script.text(), ScriptOutputType.MULTI, keyBytes, values))
                        : CompletableFuture.failedFuture(failure));
    }

    /** The result, or {@link RedisDown} after {@link #PATIENCE_MILLIS}. */
    public <T> T await(CompletionStage<T> stage) {
        return await(stage, PATIENCE_MILLIS);
    }

    /** For who would rather go on without Redis than wait: its impatience is not counted as an outage. */
    public <T> T await(CompletionStage<T> stage, long patienceMillis) {
        try {
            T result = stage.toCompletableFuture().get(patienceMillis, TimeUnit.MILLISECONDS);
            if (unanswered.get() != 0) {
                unanswered.set(0);
            }
            return result;
        } catch (ExecutionException e) {
            Throwable cause = RedisDown.unwrapped(e);
            if (cause instanceof RedisCommandExecutionException wrong && !isUnready(wrong)) {
                throw wrong;
            }
            unheard.incrementAndGet();
            if (cause instanceof RedisCommandTimeoutException) {
                unanswered.incrementAndGet();
            }
            throw cause instanceof RedisDown down ? down : new RedisDown(String.valueOf(cause.getMessage()), cause);
        } catch (TimeoutException e) {
            if (patienceMillis >= PATIENCE_MILLIS) {
                unheard.incrementAndGet();
                unanswered.incrementAndGet();
            }
            throw new RedisDown("no answer within %d ms".formatted(patienceMillis), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisDown("interrupted", e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Object bytes) {
        return new String((byte[]) bytes, StandardCharsets.UTF_8);
    }

    private boolean isProbe() {
        long now = System.nanoTime();
        long due = nextProbe.get();
        return now - due >= 0 && nextProbe.compareAndSet(due, now + PROBE_NANOS);
    }

    /** Lettuce reconnects by itself; only the first connection is ours to make, by one thread, others need not wait for it. */
    private RedisClusterAsyncCommands<byte[], byte[]> connected() {
        var present = commands;
        if (present != null) {
            return present;
        }
        if (System.nanoTime() - nextAttempt < 0 || !connecting.tryLock()) {
            throw new RedisDown("not connected yet");
        }
        try {
            var made = connect();
            commands = made;
            return made;
        } finally {
            nextAttempt = System.nanoTime() + RECONNECT_NANOS;
            connecting.unlock();
        }
    }

    @SuppressWarnings("unchecked")
    private RedisClusterAsyncCommands<byte[], byte[]> connect() {
        var connection = factory.getConnection();
        try {
            return (RedisClusterAsyncCommands<byte[], byte[]>) connection.getNativeConnection();
        } finally {
            connection.close();
        }
    }

    /** A Redis that is starting, or a replica, or a Cluster without its slots: an outage like any other. */
    private static boolean isUnready(RedisCommandExecutionException e) {
        return UNREADY.matcher(String.valueOf(e.getMessage())).lookingAt();
    }
}
