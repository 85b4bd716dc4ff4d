package dev.jari.job;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.provider.sql.DatabaseProduct;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.BatchStatus;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Runs jobs on this instance, each on a thread of its own; what another instance has begun and not ended is gone on with. */
@Component
class Runner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Runner.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ObjectProvider<Work> works;
    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final PlatformTransactionManager transactions;
    private final JobSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private @Nullable Tools tools;
    private volatile boolean stopping;

    Runner(
            ObjectProvider<Work> works,
            JdbcTemplate jdbc,
            JdbcClient client,
            PlatformTransactionManager transactions,
            JobSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.works = works;
        this.jdbc = jdbc;
        this.client = client;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    private record Tools(LockProvider locks, Batch batch) {}

    /** Begins in the background. The run's number, once it has one; empty: the job runs already, here or elsewhere. */
    Optional<CompletableFuture<Long>> start(Job job) {
        Tools using = tools();
        return stopping
                ? Optional.empty()
                : Lease.take(using.locks, job, settings.lease()).map(lease -> {
                    CompletableFuture<Long> number = new CompletableFuture<>();
                    Thread thread = Thread.ofPlatform()
                            .name("job-" + job.text())
                            .unstarted(() -> run(job, using.batch, lease, number));
                    threads.add(thread);
                    thread.start();
                    return number;
                });
    }

    private synchronized Tools tools() {
        Tools made = tools;
        if (made == null) {
            made = new Tools(
                    locks(), new Batch(works.orderedStream().toList(), jdbc, client, transactions, () -> stopping));
            tools = made;
        }
        return made;
    }

    /** SQLite reads what ShedLock writes for PostgreSQL: one "insert … on conflict do update", without errors to be caught. */
    private LockProvider locks() {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(jdbc)
                .withTransactionManager(transactions)
                .withDatabaseProduct(DatabaseProduct.POSTGRES_SQL)
                .forceUtcTimeZone()
                .build());
    }

    private void run(Job job, Batch batch, Lease lease, CompletableFuture<Long> number) {
        Timer.Sample time = Timer.start(meters);
        String outcome = "failed";
        try (lease) {
            var execution = batch.run(job, clock.millis(), new Batch.Run() {
                @Override
                public void begun(long id) {
                    number.complete(id);
                    log.info("Job {} begins, run {}", job.text(), id);
                }

                @Override
                public void committed() {
                    lease.renew();
                }
            });
            outcome = execution.getStatus().name().toLowerCase(java.util.Locale.ROOT);
            long items = execution.getStepExecutions().stream()
                    .mapToLong(step -> step.getWriteCount())
                    .sum();
            log.info("Job {} {}, run {}: {} items", job.text(), outcome, execution.getId(), items);
            if (execution.getStatus() == BatchStatus.FAILED) {
                execution.getAllFailureExceptions().forEach(e -> log.error("Job {}: {}", job.text(), e.toString()));
            }
        } catch (Exception e) {
            log.error("Job {} could not be run", job.text(), e);
            number.completeExceptionally(e);
        } finally {
            time.stop(Timer.builder("jari.job.duration")
                    .description("How long runs of a job took, by how they ended")
                    .tag("job", job.text())
                    .tag("outcome", outcome)
                    .register(meters));
            threads.remove(Thread.currentThread());
        }
    }

    /** Runs end after their chunk, and go on elsewhere or later. */
    @Override
    public void close() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join(PATIENCE);
        }
    }
}
