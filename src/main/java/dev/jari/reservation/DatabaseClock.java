package dev.jari.reservation;

import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * The one clock by which holds end. Instances may disagree about the time; the database that they share does not. SQLite lives
 * in this process, and its clock is ours.
 */
@Component
class DatabaseClock {
    private final JdbcClient jdbc;
    private final Clock clock;
    private final boolean own;

    DatabaseClock(JdbcClient jdbc, Clock clock, DataSource database) throws MetaDataAccessException {
        this.jdbc = jdbc;
        this.clock = clock;
        String product = JdbcUtils.extractDatabaseMetaData(database, metadata -> metadata.getDatabaseProductName());
        this.own = product.equals("PostgreSQL");
    }

    /** Epoch milliseconds. */
    long millis() {
        if (!own) {
            return clock.millis();
        }
        return jdbc.sql("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
                .query(Long.class)
                .single();
    }
}
