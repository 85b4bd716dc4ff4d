package dev.jari.database;

import static java.util.stream.Collectors.joining;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.PreparedStatementCallback;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterUtils;
import org.springframework.jdbc.core.namedparam.ParsedSql;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/**
 * Where the two engines differ for a booking: PostgreSQL is far away, so that what is written goes there in one message, and has a
 * clock of its own; SQLite lives in this process.
 */
@Component
public class Database {
    private final NamedParameterJdbcTemplate jdbc;
    private final Clock clock;
    private final boolean faraway;
    private final Map<String, ParsedSql> parsed = new ConcurrentHashMap<>();

    Database(NamedParameterJdbcTemplate jdbc, Clock clock) throws MetaDataAccessException {
        this.jdbc = jdbc;
        this.clock = clock;
        var source = Objects.requireNonNull(jdbc.getJdbcTemplate().getDataSource());
        this.faraway = JdbcUtils.extractDatabaseMetaData(source, metadata -> metadata.getDatabaseProductName())
                .equals("PostgreSQL");
    }

    /** The one clock by which holds end, in epoch milliseconds: instances may disagree about the time. */
    public long millis() {
        String now = "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)";
        return faraway
                ? Objects.requireNonNull(jdbc.getJdbcTemplate().queryForObject(now, Long.class))
                : clock.millis();
    }

    /** One statement; {@code otherwise} is thrown when it does not write exactly so many {@code rows}. */
    public record Write(
            String sql, SqlParameterSource values, int rows, Supplier<? extends RuntimeException> otherwise) {
        private static final int ANY = -1;

        /** However many rows it writes. */
        public static Write ofAny(String sql, SqlParameterSource values) {
            return new Write(sql, values, ANY, IllegalStateException::new);
        }

        private void check(int written) {
            if (rows != ANY && written != rows) {
                throw otherwise.get();
            }
        }
    }

    /** Writes in this order, in the running transaction, which must be rolled back if this throws. */
    public void write(List<Write> writes) {
        if (faraway && !writes.isEmpty()) {
            writeTogether(writes);
        } else {
            writes.forEach(write -> write.check(jdbc.update(write.sql, write.values)));
        }
    }

    private void writeTogether(List<Write> writes) {
        String sql = writes.stream()
                .map(write -> NamedParameterUtils.substituteNamedParameters(parsed(write), write.values))
                .collect(joining(";\n"));
        Object[] values = writes.stream()
                .flatMap(write -> Arrays.stream(NamedParameterUtils.buildValueArray(parsed(write), write.values, null)))
                .toArray();
        jdbc.getJdbcTemplate().execute(sql, (PreparedStatementCallback<Boolean>) statement -> {
            new ArgumentPreparedStatementSetter(values).setValues(statement);
            boolean more = statement.execute();
            for (Write write : writes) {
                write.check(statement.getUpdateCount());
                more = statement.getMoreResults();
            }
            return more;
        });
    }

    private ParsedSql parsed(Write write) {
        return parsed.computeIfAbsent(write.sql, NamedParameterUtils::parseSqlStatement);
    }
}
