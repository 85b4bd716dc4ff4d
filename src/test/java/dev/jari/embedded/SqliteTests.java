package dev.jari.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class SqliteTests {
    private static final String REDIS_ELSEWHERE = "spring.data.redis.host=127.0.0.1";

    @TempDir
    Path directory;

    private ConfigurableApplicationContext node;
    private JdbcClient db;
    private TransactionTemplate writing;
    private TransactionTemplate reading;

    @BeforeEach
    void start() {
        node = Node.start(directory, REDIS_ELSEWHERE);
        db = node.getBean(JdbcClient.class);
        writing = transactions(node);
        reading = transactions(node);
        reading.setReadOnly(true);
        db.sql("create table counter(id bigint primary key, value bigint not null)")
                .update();
        db.sql("insert into counter values (1, 0)").update();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void readsInReadOnlyTransactionsOnAReaderAndEverythingElseOnTheWriter() {
        assertThat(reading.<Integer>execute(_ -> pragma("query_only"))).isEqualTo(1);
        assertThat(writing.<Integer>execute(_ -> pragma("query_only"))).isZero();
        assertThat(pragma("query_only")).isZero();
        for (int i = 0; i < 20; i++) {
            assertThat(reading.<Integer>execute(_ -> pragma("query_only"))).isEqualTo(1);
            writing.executeWithoutResult(_ -> increment(db));
        }
        assertThat(value()).isEqualTo(20);
    }

    @Test
    void refusesToWriteInAReadOnlyTransaction() {
        assertThatThrownBy(() -> reading.executeWithoutResult(_ -> increment(db)))
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("SQLITE_READONLY");
    }

    @Test
    void keepsTheSettingsThatMakeItSafe() {
        assertThat(text("journal_mode")).isEqualTo("wal");
        assertThat(pragma("synchronous")).isEqualTo(2);
        assertThat(pragma("foreign_keys")).isEqualTo(1);
        assertThat(pragma("busy_timeout")).isEqualTo(5_000);
    }

    @Test
    void syncsLessOftenOnRequest(@TempDir Path other) {
        try (var faster = Node.start(other, REDIS_ELSEWHERE, "jari.sqlite.synchronous=normal")) {
            assertThat(faster.getBean(JdbcClient.class)
                            .sql("pragma synchronous")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> Node.start(other, REDIS_ELSEWHERE, "jari.sqlite.synchronous=sometimes"))
                .hasStackTraceContaining("jari.sqlite.synchronous");
    }

    @Test
    void undoesWhatFailed() {
        assertThatThrownBy(() -> writing.executeWithoutResult(_ -> {
                    increment(db);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(value()).isZero();
    }

    @Test
    void undoesANestedTransactionOnly() {
        TransactionTemplate nested = transactions(node);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        writing.executeWithoutResult(_ -> {
            increment(db);
            nested.executeWithoutResult(inner -> {
                increment(db);
                inner.setRollbackOnly();
            });
        });
        assertThat(value()).isEqualTo(1);
    }

    @Test
    void keepsTheFileToItsOwner() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("jari.db"))))
                .isEqualTo("rw-------");
    }

    private static TransactionTemplate transactions(ConfigurableApplicationContext instance) {
        return new TransactionTemplate(instance.getBean(PlatformTransactionManager.class));
    }

    private static void increment(JdbcClient client) {
        client.sql("update counter set value = value + 1").update();
    }

    private long value() {
        return Objects.requireNonNull(reading.execute(
                _ -> db.sql("select value from counter").query(Long.class).single()));
    }

    private int pragma(String name) {
        return Integer.parseInt(text(name));
    }

    private String text(String name) {
        return db.sql("pragma " + name).query(String.class).single();
    }
}
