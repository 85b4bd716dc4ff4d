package dev.jari.embedded;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.connection.RedisConnection;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * How the application talks to any Redis. With Lettuce's defaults a lost Redis lets requests wait a minute each until the heap is
 * full; here a command is refused at once while there is no connection, and given up after 250 ms while there is one.
 * {@code spring.data.redis.timeout} and {@code .connect-timeout} override the times.
 */
@Configuration(proxyBeanMethods = false)
class RedisClientSettings {
    private static final Logger log = LoggerFactory.getLogger(RedisClientSettings.class);
    private static final Duration COMMAND = Duration.ofMillis(250);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    // What Lettuce calls the command time-out also limits a connection's first exchange, which is slow in a cold
    // process.
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(30);
    private static final int QUEUE = 10_000;

    @Bean
    LettuceClientConfigurationBuilderCustomizer redisHandshake(DataRedisProperties properties) {
        Duration command = command(properties);
        Duration atLeast = command.compareTo(HANDSHAKE) > 0 ? command : HANDSHAKE;
        return builder -> builder.commandTimeout(atLeast).shutdownQuietPeriod(Duration.ZERO);
    }

    @Bean
    LettuceClientOptionsBuilderCustomizer redisLimits(DataRedisProperties properties) {
        Duration connect = Optional.ofNullable(properties.getConnectTimeout()).orElse(CONNECT);
        return builder -> builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .timeoutOptions(TimeoutOptions.enabled(command(properties)))
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(connect)
                        .keepAlive(probes())
                        .build());
    }

    /**
     * A Cluster whose master dies is looked at again at once, which is too early: nobody has taken over yet. Lettuce would then wait 5 s
     * before it looks again.
     */
    @Bean
    LettuceClientOptionsBuilderCustomizer redisTopology() {
        var refresh = ClusterTopologyRefreshOptions.builder()
                .adaptiveRefreshTriggersTimeout(LOOK_AGAIN)
                .enablePeriodicRefresh(LOOK_ANYWAY)
                .build();
        return builder -> {
            if (builder instanceof ClusterClientOptions.Builder cluster) {
                cluster.topologyRefreshOptions(refresh);
            }
        };
    }

    private static Duration command(DataRedisProperties properties) {
        return Optional.ofNullable(properties.getTimeout()).orElse(COMMAND);
    }

    /** A host that vanished without a word sends no FIN: probes find out within about 11 s. */
    private static KeepAliveOptions probes() {
        return KeepAliveOptions.builder()
                .enable()
                .idle(Duration.ofSeconds(5))
                .interval(Duration.ofSeconds(2))
                .count(3)
                .build();
    }

    @Bean
    ClientResourcesBuilderCustomizer redisReconnects() {
        return builder ->
                builder.reconnectDelay(Delay.fullJitter(Duration.ofMillis(20), RECONNECT, 50, TimeUnit.MILLISECONDS));
    }

    /** Until there is a first connection each request would try to make it, one after the other: better before the first request. */
    @Bean
    SmartInitializingSingleton firstRedisConnection(RedisConnectionFactory redis) {
        return () -> {
            try (RedisConnection connection = redis.getConnection()) {
                connection.ping();
            } catch (DataAccessException e) {
                log.warn(
                        "Redis does not answer yet: {}",
                        e.getMostSpecificCause().getMessage());
            }
        };
    }
}
