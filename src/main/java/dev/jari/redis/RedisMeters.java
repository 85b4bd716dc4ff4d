package dev.jari.redis;

import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Whether Redis answers, and how often it did not. */
@Component
class RedisMeters {
    private final Redis redis;
    private final AtomicInteger up;

    RedisMeters(Redis redis, MeterRegistry meters) {
        this.redis = redis;
        up = meters.gauge("jari.redis.up", new AtomicInteger());
        FunctionCounter.builder("jari.redis.outages", redis, Redis::outages)
                .description("Lost connections, unanswered commands and changes of a Cluster's nodes")
                .register(meters);
    }

    @Scheduled(fixedDelay = 2_000)
    void ask() {
        redis.send(RedisClusterAsyncCommands::ping).whenComplete((answer, failure) -> up.set(failure == null ? 1 : 0));
    }
}
