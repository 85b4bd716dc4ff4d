package dev.jari.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of a job, as Spring Batch has it in SQL. A run that is gone on with is another run of the same instance. */
record Run(
        long id,
        String job,
        String state,
        Instant startedAt,
        @Nullable Instant endedAt,
        String message,
        List<Step> steps) {

    static final String COMPLETED = "COMPLETED";

    @Schema(name = "JobStep")
    record Step(
            @Schema(example = "shops") String name,
            @Schema(example = "COMPLETED") String state,
            @Schema(example = "4000") long items,
            @Schema(example = "40") long chunks,
            @Schema(example = "0") long rollbacks) {}

    boolean isCompleted() {
        return state.equals(COMPLETED);
    }

    /** Of a run that was killed too, until it is gone on with. */
    boolean isOpen() {
        return endedAt == null;
    }

    @Nullable
    Duration took() {
        return endedAt == null ? null : Duration.between(startedAt, endedAt);
    }

    Run with(List<Step> steps) {
        return new Run(id, job, state, startedAt, endedAt, message, steps);
    }
}
