package dev.jari.cache;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class GenerationStore {
    private final JdbcClient jdbc;
    private final Clock clock;

    GenerationStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Value(long generation, long darkness, long darkAt) {}

    Value value() {
        return jdbc.sql("select generation, darkness, dark_at from cache_generation where id = 1")
                .query(Value.class)
                .single();
    }

    @Transactional
    void raise() {
        jdbc.sql("update cache_generation set generation = generation + 1 where id = 1")
                .update();
    }

    @Transactional
    void darken() {
        jdbc.sql("""
                        update cache_generation
                           set generation = generation + 1, darkness = darkness + 1, dark_at = ?
                         where id = 1
                        """).param(clock.millis()).update();
    }
}
