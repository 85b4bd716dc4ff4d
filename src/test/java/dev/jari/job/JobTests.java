package dev.jari.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Crowd;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Jobs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Jobs run once, are seen while they run, and go on where they were cut off. */
@ParameterizedClass
@EachEngine
class JobTests {
    private static final int CHUNKS = 30;
    private static final String JOB = "past-cells";

    private static final Map<Engine, App> APPS = new EnumMap<>(Engine.class);

    private final Engine engine;
    private final App app;
    private final Jobs jobs;

    JobTests(Engine engine) {
        this.engine = engine;
        app = APPS.computeIfAbsent(engine, fresh -> App.startWith(Steps.class, fresh));
        jobs = Jobs.of(app);
        Steps steps = app.bean(Steps.class);
        steps.failsAt = -1;
        steps.takesMillis = 0;
        steps.mayGoOn = new CountDownLatch(0);
        steps.jdbc.sql("delete from steps").update();
    }

    /** Writes one row a chunk, and fails or is slow where a test says so. */
    @Order(1)
    static class Steps implements Work {
        private final JdbcClient jdbc;
        private volatile int failsAt = -1;
        private volatile long takesMillis;
        private volatile CountDownLatch mayGoOn = new CountDownLatch(0);

        Steps(JdbcClient jdbc) {
            this.jdbc = jdbc;
            jdbc.sql("create table if not exists steps (chunk integer not null)")
                    .update();
        }

        @Override
        public Job job() {
            return Job.PAST_CELLS;
        }

        @Override
        public String name() {
            return "steps";
        }

        @Override
        public Done next(String position) {
            if (mayGoOn.getCount() > 0) {
                // Not longer: it would keep SQLite's writer.
                LockSupport.parkNanos(1_000_000);
                return Done.andMore(0, position);
            }
            int chunk = position.isEmpty() ? 1 : Integer.parseInt(position) + 1;
            jdbc.sql("insert into steps (chunk) values (?)").param(chunk).update();
            if (chunk == failsAt) {
                throw new IllegalStateException("cut off");
            }
            try {
                Thread.sleep(takesMillis);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return chunk < CHUNKS ? Done.andMore(1, Integer.toString(chunk)) : Done.atLast(1);
        }

        List<Integer> chunks() {
            return jdbc.sql("select chunk from steps order by chunk")
                    .query((row, number) -> row.getInt(1))
                    .list();
        }
    }

    private static void assertAllOnce(Steps steps) {
        assertThat(steps.chunks()).hasSize(CHUNKS).doesNotHaveDuplicates();
    }

    /** One in a transaction has SQLite's writer; whatever it waits for must not be with one that waits for the writer. */
    @Test
    void severalAtOnceEndWell() {
        app.bean(Steps.class).takesMillis = 5;
        for (int round = 0; round < 4; round++) {
            CompletableFuture.allOf(
                            Stream.of("past-cells", "expired-tokens", "expired-notifications", "daily-statistics")
                                    .map(job -> CompletableFuture.runAsync(
                                            () -> jobs.completed(job), Thread::startVirtualThread))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
    }

    @Test
    void goOnWhereTheyWereCutOff() {
        Steps steps = app.bean(Steps.class);
        steps.failsAt = 12;
        JsonNode failed = jobs.run(JOB);
        assertThat(failed.get("state").asString()).isEqualTo("FAILED");
        assertThat(failed.get("message").asString()).contains("cut off");
        assertThat(failed.at("/steps/0/items").asInt()).isEqualTo(11);
        assertThat(steps.chunks()).hasSize(11);

        try (App other = app.another()) {
            JsonNode rest = new Jobs(jobs.operator().at(other)).completed(JOB);
            assertThat(rest.at("/steps/0/items").asInt()).isEqualTo(CHUNKS - 11);
        }
        assertAllOnce(steps);
        steps.failsAt = -1;
        assertThat(jobs.completed(JOB).at("/steps/0/items").asInt()).isEqualTo(CHUNKS);
    }

    @Test
    void runOnceInTheClusterAtATime() {
        CountDownLatch answered = new CountDownLatch(1);
        app.bean(Steps.class).mayGoOn = answered;
        try (App other = app.another()) {
            other.bean(Steps.class).mayGoOn = answered;
            List<Api> instances = List.of(jobs.operator(), jobs.operator().at(other));
            List<Api.Answer> answers =
                    Crowd.of(8, i -> () -> instances.get(i % 2).post("/api/admin/jobs/" + JOB + "/runs"));
            answered.countDown();
            List<Api.Answer> begun =
                    answers.stream().filter(answer -> answer.status() == 202).toList();
            assertThat(begun).hasSize(1);
            answers.stream()
                    .filter(answer -> answer.status() != 202)
                    .forEach(answer -> answer.expect(409, "job_running"));
            assertThat(jobs.end(JOB, begun.getFirst().text("id")).get("state").asString())
                    .isEqualTo("COMPLETED");
        }
        assertAllOnce(app.bean(Steps.class));
    }

    @Test
    void stopAfterTheirChunkWhenTheirInstanceEndsAndGoOnElsewhere() {
        try (App other = app.another()) {
            other.bean(Steps.class).takesMillis = 200;
            jobs.operator().at(other).post("/api/admin/jobs/" + JOB + "/runs").expect(202);
            while (app.bean(Steps.class).chunks().isEmpty()) {
                LockSupport.parkNanos(10_000_000);
            }
        }
        int before = app.bean(Steps.class).chunks().size();
        assertThat(before).isBetween(1, CHUNKS - 1);
        assertThat(jobs.completed(JOB).at("/steps/0/items").asInt()).isEqualTo(CHUNKS - before);
        assertAllOnce(app.bean(Steps.class));
    }

    /** Frozen for longer than the lease while another instance takes the job up: what it does then is not committed. */
    @Test
    void whoWasFrozenCommitsNothingMore() throws Exception {
        try (App slow = app.another("jari.jobs.lease=1s")) {
            slow.bean(Steps.class).takesMillis = 2_500;
            jobs.operator().at(slow).post("/api/admin/jobs/" + JOB + "/runs").expect(202);
            assertThat(jobs.completed(JOB).at("/steps/0/items").asInt()).isBetween(CHUNKS - 1, CHUNKS);
            Thread.sleep(1_000);
        }
        assertAllOnce(app.bean(Steps.class));
    }

    @Test
    void areToBeStartedLaterWhileNobodyCanWrite() {
        JdbcClient jdbc = app.bean(JdbcClient.class);
        jdbc.sql("create table if not exists held (number integer not null)").update();
        new TransactionTemplate(app.bean(PlatformTransactionManager.class)).executeWithoutResult(held -> {
            // With it, SQLite's only writer is taken; PostgreSQL does not mind.
            jdbc.sql("insert into held values (1)").update();
            Api.Answer answer = jobs.operator().post("/api/admin/jobs/" + JOB + "/runs");
            if (engine == Engine.SQLITE) {
                assertThat(answer.expect(503, "unavailable").header("Retry-After"))
                        .isNotBlank();
            } else {
                answer.expect(202);
            }
        });
        jobs.completed(JOB);
    }

    @Test
    void areForOperatorsAndTellHowTheyWent() throws Exception {
        app.api().registered("customer").get("/api/admin/jobs").expect(403);
        app.api().get("/api/admin/jobs").expect(401);
        jobs.operator().post("/api/admin/jobs/nothing/runs").expect(404);
        jobs.operator().get("/api/admin/jobs/nothing/runs").expect(404);
        for (Job job : Job.values()) {
            jobs.completed(job.text());
        }
        JsonNode all = jobs.operator().get("/api/admin/jobs").expect(200).json().get("items");
        assertThat(all).hasSize(Job.values().length).allSatisfy(job -> {
            assertThat(job.at("/lastRun/state").asString()).isEqualTo("COMPLETED");
            assertThat(job.hasNonNull("completedAt") && job.hasNonNull("next")).isTrue();
        });
        Api.Answer first =
                jobs.operator().get("/api/admin/jobs/archive/runs?limit=1").expect(200);
        assertThat(first.json().get("items")).hasSize(1);
        app.bean(Schedule.class).look();
        assertThat(metrics())
                .contains("jari_job_age_seconds{job=\"past-cells\"}")
                .contains("jari_job_duration_seconds_count{job=\"archive\",outcome=\"completed\"}");
    }

    private String metrics() throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + app.managementPort() + "/actuator/prometheus");
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    @Test
    void areDueByTheClockAndAgainSoonAfterTheyFailed() {
        Schedule schedule = app.bean(Schedule.class);
        assertThat(schedule.isDue(Job.ARCHIVE, null)).isTrue();
        jobs.completed("archive");
        Run last = Objects.requireNonNull(app.bean(RunStore.class).last().get("archive"));
        assertThat(schedule.isDue(Job.ARCHIVE, last)).isFalse();
        assertThat(schedule.isDue(Job.ARCHIVE, moved(last, "COMPLETED", 25))).isTrue();
        assertThat(schedule.isDue(Job.ARCHIVE, moved(last, "FAILED", 0))).isFalse();
        assertThat(schedule.isDue(Job.ARCHIVE, moved(last, "FAILED", 1))).isTrue();
    }

    private static Run moved(Run run, String state, int hours) {
        var by = java.time.Duration.ofHours(hours);
        return new Run(
                run.id(),
                run.job(),
                state,
                run.startedAt().minus(by),
                Objects.requireNonNull(run.endedAt()).minus(by),
                "",
                List.of());
    }

    @Test
    void forgetOldRunsButNotTheLast() {
        JdbcClient jdbc = app.bean(JdbcClient.class);
        for (int i = 0; i < 3; i++) {
            jobs.completed("expired-notifications");
        }
        jdbc.sql("update batch_job_execution set create_time = ?")
                .param(new java.sql.Timestamp(0))
                .update();
        jobs.completed("archive");
        assertThat(jobs.operator()
                        .get("/api/admin/jobs/expired-notifications/runs")
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(jdbc.sql("select count(*) from batch_job_instance")
                        .query(Integer.class)
                        .single())
                .isLessThanOrEqualTo(2 * Job.values().length);
    }
}
