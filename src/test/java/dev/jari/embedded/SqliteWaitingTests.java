package dev.jari.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Who waits for whom, and how long. */
class SqliteWaitingTests {
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
    void readersDoNotWaitForAWriter() throws Exception {
        whileAnotherWrites(() -> {
            assertThat(value()).isZero();
            return true;
        });
        assertThat(value()).isEqualTo(1);
    }

    @Test
    void aWriterWaitsForAnotherForABoundedTime() throws Exception {
        long started = System.nanoTime();
        whileAnotherWrites(() -> assertThatThrownBy(() -> writing.executeWithoutResult(_ -> increment(db)))
                .isInstanceOf(TransientDataAccessException.class));
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        writing.executeWithoutResult(_ -> increment(db));
        assertThat(value()).isEqualTo(2);
    }

    /** The driver's own commit() takes the lock again, and fails after it has succeeded when that takes too long. */
    @Test
    void commitGivesTheLockToOtherProcesses() throws SQLException {
        try (Connection connection = node.getBean(DataSource.class).getConnection();
                Connection stranger = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("jari.db"));
                Statement ours = connection.createStatement();
                Statement theirs = stranger.createStatement()) {
            theirs.execute("pragma busy_timeout = 0");
            connection.setAutoCommit(false);
            ours.executeUpdate("update counter set value = 7");
            assertThatThrownBy(() -> theirs.execute("begin immediate")).hasMessageContaining("SQLITE_BUSY");
            connection.commit();
            theirs.execute("begin immediate");
            theirs.execute("rollback");
            ours.executeUpdate("update counter set value = 8");
            assertThatThrownBy(() -> theirs.execute("begin immediate")).hasMessageContaining("SQLITE_BUSY");
            connection.rollback();
        }
        assertThat(value()).isEqualTo(7);
    }

    @Test
    void losesNoIncrementOfTwoInstancesOnOneFile() throws Exception {
        try (var second = Node.start(directory, REDIS_ELSEWHERE);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> work = IntStream.range(0, 200)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        ConfigurableApplicationContext instance = i % 2 == 0 ? node : second;
                        JdbcClient client = instance.getBean(JdbcClient.class);
                        transactions(instance).executeWithoutResult(_ -> {
                            long seen = client.sql("select value from counter")
                                    .query(Long.class)
                                    .single();
                            client.sql("update counter set value = ?")
                                    .param(seen + 1)
                                    .update();
                        });
                        return true;
                    })
                    .toList();
            for (Future<Boolean> done : threads.invokeAll(work)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(value()).isEqualTo(200);
    }

    private void whileAnotherWrites(Callable<?> work) throws Exception {
        CountDownLatch holds = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> other = threads.submit(() -> writing.executeWithoutResult(_ -> {
                increment(db);
                holds.countDown();
                await(release);
            }));
            holds.await();
            try {
                work.call();
            } finally {
                release.countDown();
            }
            other.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
}
