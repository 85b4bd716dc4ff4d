package dev.jari.embedded;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.KeepAliveOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.DataRedisProperties;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * How the application talks to any Redis. With Lettuce's defaults a lost Redis lets requests wait a minute each until the heap is
 * full; here a command is refused at once while there is no connection, and given up after 250 ms while there is one.
 * {@code spring.data.redis.timeout} and {@code .connect-timeout} override the times.
 */
@Configuration(proxyBeanMethods = false)
class RedisClientSettings {
    private static final Duration COMMAND = Duration.ofMillis(250);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration RECONNECT = Duration.ofSeconds(1);
    private static final int QUEUE = 10_000;

    @Bean
    LettuceClientConfigurationBuilderCustomizer redisTimes(DataRedisProperties properties) {
        return builder -> builder.commandTimeout(
                        Optional.ofNullable(properties.getTimeout()).orElse(COMMAND))
                .shutdownQuietPeriod(Duration.ZERO);
    }

    @Bean
    LettuceClientOptionsBuilderCustomizer redisLimits(DataRedisProperties properties) {
        Duration connect = Optional.ofNullable(properties.getConnectTimeout()).orElse(CONNECT);
        return builder -> limits(builder, connect);
    }

    private static void limits(ClientOptions.Builder builder, Duration connect) {
        // A host that vanished without a word sends no FIN: probes find out within about 11 s.
        KeepAliveOptions probes = KeepAliveOptions.builder()
                .enable()
                .idle(Duration.ofSeconds(5))
                .interval(Duration.ofSeconds(2))
                .count(3)
                .build();
        builder.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .timeoutOptions(TimeoutOptions.enabled())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(connect)
                        .keepAlive(probes)
                        .build());
    }

    @Bean
    ClientResourcesBuilderCustomizer redisReconnects() {
        return builder ->
                builder.reconnectDelay(Delay.fullJitter(Duration.ofMillis(20), RECONNECT, 50, TimeUnit.MILLISECONDS));
    }
}
