package dev.jari.embedded;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file as SQLite wants to be used: one writer connection, for which callers queue here instead of fighting over the
 * file's lock, and readers that never wait for it (WAL).
 */
final class SqliteDataSource extends LazyConnectionDataSourceProxy implements AutoCloseable {
    static final String PREFIX = "jdbc:sqlite:";

    private static final int ANOTHER_PROCESS_MILLIS = 5_000;
    // Whoever is first may wait for another process; the others are not sent away before.
    private static final int WAIT_MILLIS = ANOTHER_PROCESS_MILLIS;
    // Who keeps the one writer so long is named in the log, by the stack that took it.
    private static final int TOLD_MILLIS = 2_000;
    private static final int JOURNAL_BYTES = 64 << 20;
    private static final int CACHE_KIB = 4 << 10;
    private static final int MAPPED_BYTES = 256 << 20;

    private final HikariDataSource writer;
    private final HikariDataSource readers;

    /**
     * {@code synchronous}: FULL keeps every commit over a power cut; NORMAL is faster and may lose the last commits then (never
     * when only the process is killed).
     */
    @ConfigurationProperties(prefix = "jari.sqlite", ignoreUnknownFields = false)
    record Settings(@DefaultValue("FULL") Synchronous synchronous) {
        enum Synchronous {
            FULL,
            NORMAL
        }
    }

    SqliteDataSource(String url, Settings settings) {
        SQLiteConfig file = file(settings);
        HikariConfig writing = pool("sqlite-writer", new Writer(url, file), 1);
        writing.setLeakDetectionThreshold(TOLD_MILLIS);
        writer = new HikariDataSource(writing);
        HikariConfig reading = pool("sqlite-readers", source(url, file), readerCount());
        reading.setConnectionInitSql("pragma query_only = true");
        readers = new HikariDataSource(reading);
        setTargetDataSource(writer);
        setReadOnlyDataSource(readers);
        setDefaultAutoCommit(true);
        setDefaultTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
    }

    /** The writer Boot finds by itself. */
    void measureReaders(MeterRegistry meters) {
        readers.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
    }

    private static SQLiteConfig file(Settings settings) {
        SQLiteConfig file = new SQLiteConfig();
        file.setJournalMode(JournalMode.WAL);
        file.setSynchronous(SynchronousMode.valueOf(settings.synchronous().name()));
        file.setBusyTimeout(ANOTHER_PROCESS_MILLIS);
        file.enforceForeignKeys(true);
        file.setJournalSizeLimit(JOURNAL_BYTES);
        file.setTempStore(TempStore.MEMORY);
        // Eight reading threads get through half as much again when pages are mapped instead of copied.
        file.setPragma(Pragma.MMAP_SIZE, Integer.toString(MAPPED_BYTES));
        file.setPragma(Pragma.CACHE_SIZE, Integer.toString(-CACHE_KIB));
        return file;
    }

    private static HikariConfig pool(String name, DataSource source, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setDataSource(source);
        pool.setMaximumPoolSize(size);
        pool.setConnectionTimeout(WAIT_MILLIS);
        // Two first instances that turn the new file to WAL at once: one is told "locked" without waiting, and tries
        // again.
        pool.setInitializationFailTimeout(ANOTHER_PROCESS_MILLIS);
        pool.setMaxLifetime(0);
        pool.setKeepaliveTime(0);
        return pool;
    }

    /** Reading is computing here, on the carrier thread: more readers than twice the cores only take memory. */
    private static int readerCount() {
        return Math.clamp(2L * Runtime.getRuntime().availableProcessors(), 4, 16);
    }

    private static DataSource source(String url, SQLiteConfig file) {
        SQLiteDataSource source = new SQLiteDataSource(file);
        source.setUrl(url);
        return source;
    }

    private static final class Writer extends SQLiteDataSource {
        Writer(String url, SQLiteConfig file) {
            super(file);
            setUrl(url);
        }

        @Override
        public SQLiteConnection getConnection(@Nullable String user, @Nullable String password) throws SQLException {
            return new SqliteWriter(getUrl(), getConfig().toProperties());
        }
    }

    @Override
    public void close() {
        readers.close();
        writer.close();
    }
}
