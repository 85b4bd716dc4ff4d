package dev.jari.job;

import dev.jari.web.Caller;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/jobs")
@Tag(name = "Jobs")
class JobController {
    private final Runner runner;
    private final Schedule schedule;
    private final RunStore runs;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JobController(Runner runner, Schedule schedule, RunStore runs, ApplicationEventPublisher events, Clock clock) {
        this.runner = runner;
        this.schedule = schedule;
        this.runs = runs;
        this.events = events;
        this.clock = clock;
    }

    @Schema(name = "Job")
    record JobView(
            @Schema(example = "daily-statistics") String name,

            @Schema(example = "Bookings of each shop's days, and the figures of the whole site")
            String description,

            @Schema(example = "0 15 */3 * * *", description = "A cron expression with seconds, in UTC")
            String schedule,

            @Schema(example = "2026-11-26T09:15:00Z") Instant next,
            @Nullable RunView lastRun,

            @Schema(example = "2026-11-26T06:15:04Z", description = "When it last came to its end") @Nullable
            Instant completedAt) {}

    @Schema(name = "JobRun")
    record RunView(
            @Schema(example = "4711") String id,
            @Schema(example = "daily-statistics") String job,

            @Schema(
                    example = "COMPLETED",
                    description = "STARTED, COMPLETED, FAILED, STOPPED; one that did not complete is gone on with")
            String state,

            @Schema(example = "2026-11-26T06:15:00Z") Instant startedAt,

            @Schema(example = "2026-11-26T06:15:04Z") @Nullable
            Instant endedAt,

            @Schema(example = "4021") @Nullable Long millis,
            @Schema(example = "") String message,
            List<Run.Step> steps) {
        static RunView of(Run run) {
            Duration took = run.took();
            return new RunView(
                    Long.toString(run.id()),
                    run.job(),
                    run.state(),
                    run.startedAt(),
                    run.endedAt(),
                    took == null ? null : took.toMillis(),
                    run.message(),
                    run.steps());
        }
    }

    @GetMapping
    @Operation(summary = "What is done by the clock, and how it went last")
    Page<JobView> jobs(@AuthenticationPrincipal Caller operator) {
        Map<String, Run> last = runs.last();
        Map<String, Instant> completed = runs.completed();
        return Page.whole(Arrays.stream(Job.values())
                .map(job -> {
                    Run run = last.get(job.text());
                    return new JobView(
                            job.text(),
                            job.description(),
                            job.schedule(),
                            schedule.next(job, clock.instant()),
                            run == null ? null : RunView.of(run),
                            completed.get(job.text()));
                })
                .toList());
    }

    @PostMapping("/{name}/runs")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Run a job now", description = "409 job_running while it runs on any instance.")
    RunView run(@PathVariable String name, @AuthenticationPrincipal Caller operator) {
        Job job = named(name);
        CompletableFuture<Long> number = runner.start(job)
                .orElseThrow(() -> Problem.conflict("job_running", "This job is running; look at its runs."));
        events.publishEvent(new Job.Started(job, operator.userId()));
        try {
            long id = number.orTimeout(5, TimeUnit.SECONDS).join();
            return runs.byId(id).map(RunView::of).orElseThrow(() -> Problem.notFound("run"));
        } catch (CompletionException e) {
            throw Problem.unavailable("unavailable", "The job could not be started; the log says why.", 5);
        }
    }

    @GetMapping("/{name}/runs")
    @Operation(summary = "A job's runs, newest first")
    Page<RunView> runs(
            @PathVariable String name,
            @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit,
            @AuthenticationPrincipal Caller operator) {
        long before = Page.position(cursor).map(JobController::id).orElse(Long.MAX_VALUE);
        return Page.of(runs.of(named(name), before, limit + 1), limit, run -> Long.toString(run.id()))
                .map(RunView::of);
    }

    private static Job named(String name) {
        return Job.of(name).orElseThrow(() -> Problem.notFound("job"));
    }

    private static long id(String position) {
        try {
            return Long.parseLong(position);
        } catch (NumberFormatException e) {
            throw Page.invalidCursor();
        }
    }
}
