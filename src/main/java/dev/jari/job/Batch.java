package dev.jari.job;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.listener.ChunkListener;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;

/**
 * Spring Batch, made by hand at the first run: its annotations would load it at every start, and choose sequences on PostgreSQL, which
 * SQLite has not.
 */
final class Batch {
    private static final String POSITION = "position";
    private static final Set<BatchStatus> UNFINISHED = Set.of(BatchStatus.FAILED, BatchStatus.STOPPED);

    private final PlatformTransactionManager transactions;
    private final BooleanSupplier stopping;
    private final Map<Job, Assembled> jobs = new EnumMap<>(Job.class);
    /** Of the run on this thread. */
    @SuppressWarnings("ThreadLocalUsage") // There is one of these.
    private final ThreadLocal<Run> current = new ThreadLocal<>();

    /**
     * A job with a repository of its own. A repository lets one thread write at a time: of two jobs with the same one, the first in a transaction,
     * SQLite's one writer, would wait for the other to have written, and that one for the writer.
     */
    private record Assembled(
            org.springframework.batch.core.job.Job job, JobRepository repository, TaskExecutorJobOperator operator) {}

    /** What a run tells: that a chunk is committed, and at first its number. */
    interface Run {
        void begun(long number);

        void committed();
    }

    Batch(
            List<Work> works,
            JdbcTemplate jdbc,
            JdbcClient client,
            PlatformTransactionManager transactions,
            BooleanSupplier stopping) {
        this.transactions = transactions;
        this.stopping = stopping;
        for (Job job : Job.values()) {
            List<Work> steps = works.stream().filter(work -> work.job() == job).toList();
            jobs.put(job, assemble(job, steps, repository(jdbc, client, transactions)));
        }
    }

    private Assembled assemble(Job job, List<Work> works, JobRepository repository) {
        SimpleJobBuilder builder =
                new JobBuilder(job.text(), repository).listener(new Begun()).start(step(works.getFirst(), repository));
        works.stream().skip(1).forEach(work -> builder.next(step(work, repository)));
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        try {
            operator.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("Spring Batch cannot be made", e);
        }
        return new Assembled(builder.build(), repository, operator);
    }

    /** The level at which it creates is the database's own: the lease keeps others away, and SQLite has one writer. */
    private static JobRepository repository(
            JdbcTemplate jdbc, JdbcClient client, PlatformTransactionManager transactions) {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(Objects.requireNonNull(jdbc.getDataSource()));
        factory.setJdbcOperations(jdbc);
        factory.setTransactionManager(transactions);
        factory.setDatabaseType("SQLITE");
        factory.setIncrementerFactory(new Numbers(client));
        factory.setIsolationLevelForCreateEnum(Isolation.DEFAULT);
        factory.setTablePrefix("batch_");
        try {
            factory.afterPropertiesSet();
            return factory.getObject();
        } catch (Exception e) {
            throw new IllegalStateException("Spring Batch cannot be made", e);
        }
    }

    private Step step(Work work, JobRepository repository) {
        return new StepBuilder(work.name(), repository)
                .tasklet(
                        (contribution, chunk) -> next(work, contribution),
                        work.inTransaction() ? transactions : new ResourcelessTransactionManager())
                .listener(new Committed())
                .build();
    }

    /** The step's context is written in the same transaction, and under a version that nobody else may have raised. */
    private RepeatStatus next(Work work, StepContribution contribution) {
        if (stopping.getAsBoolean()) {
            contribution.getStepExecution().setTerminateOnly();
            return RepeatStatus.CONTINUABLE;
        }
        ExecutionContext context = contribution.getStepExecution().getExecutionContext();
        Work.Done done = work.next(context.getString(POSITION, ""));
        contribution.incrementWriteCount(done.items());
        done.next().ifPresent(position -> context.putString(POSITION, position));
        return done.next().isPresent() ? RepeatStatus.CONTINUABLE : RepeatStatus.FINISHED;
    }

    /** Runs the job on this thread, to its end: what the last run left undone, or anew. Only with the lease. */
    JobExecution run(Job job, long now, Run run) throws Exception {
        current.set(run);
        try {
            Assembled assembled = Objects.requireNonNull(jobs.get(job));
            return assembled.operator.start(assembled.job, parameters(assembled, now));
        } finally {
            current.remove();
        }
    }

    private JobParameters parameters(Assembled assembled, long now) {
        JobRepository repository = assembled.repository;
        var instance = repository.getLastJobInstance(assembled.job.getName());
        JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
        if (last != null && last.isRunning()) {
            // Whoever ran it has lost the lease: it is dead, or will find that it may not go on.
            last = assembled.operator.recover(last);
        }
        return last == null || !UNFINISHED.contains(last.getStatus())
                ? new JobParametersBuilder().addLong("at", now).toJobParameters()
                : last.getJobParameters();
    }

    private final class Begun implements JobExecutionListener {
        @Override
        public void beforeJob(JobExecution execution) {
            Objects.requireNonNull(current.get()).begun(execution.getId());
        }
    }

    private final class Committed implements ChunkListener<Object, Object> {
        /** To be removed with chunks of another kind; steps of this kind call no other. */
        @Override
        @SuppressWarnings("removal")
        public void afterChunk(ChunkContext chunk) {
            Objects.requireNonNull(current.get()).committed();
        }
    }
}
