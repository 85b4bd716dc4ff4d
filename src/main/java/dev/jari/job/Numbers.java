package dev.jari.job;

import org.springframework.batch.infrastructure.item.database.support.DataFieldMaxValueIncrementerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.incrementer.DataFieldMaxValueIncrementer;

/** Where Spring Batch wants a sequence, which SQLite has not: a row that counts, in the transaction that needs the number. */
final class Numbers implements DataFieldMaxValueIncrementerFactory {
    private final JdbcClient jdbc;

    Numbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public DataFieldMaxValueIncrementer getIncrementer(String databaseType, String name) {
        return new Counter(name);
    }

    @Override
    public boolean isSupportedIncrementerType(String databaseType) {
        return true;
    }

    @Override
    public String[] getSupportedIncrementerTypes() {
        return new String[0];
    }

    private final class Counter implements DataFieldMaxValueIncrementer {
        private final String name;

        Counter(String name) {
            this.name = name;
        }

        @Override
        public long nextLongValue() {
            return jdbc.sql("""
                            insert into batch_sequence (name, value) values (?, 1)
                            on conflict (name) do update set value = batch_sequence.value + 1 returning value
                            """).param(name).query(Long.class).single();
        }

        @Override
        public int nextIntValue() {
            return Math.toIntExact(nextLongValue());
        }

        @Override
        public String nextStringValue() {
            return Long.toString(nextLongValue());
        }
    }
}
