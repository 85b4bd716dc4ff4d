package dev.jari.reservation;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The free times of a service, day by day, in the shop's local time. */
record Calendar(@Schema(example = "Asia/Seoul") String zone, List<Day> days) {

    /** {@code days} from the local date {@code from}; with {@code explain} also the starts that are not free, and why. */
    record Query(LocalDate from, int days, int party, Optional<String> resourceId, boolean explain) {}

    record Day(
            @Schema(example = "2026-11-23") LocalDate date,
            List<Slot> slots,

            @Schema(example = "closed", description = "Why the day has no free slot: closed, full, lead_time, horizon")
            @Nullable
            String reason) {}

    record Slot(
            @Schema(example = "2026-11-23T14:00+09:00") String start,
            @Schema(example = "2026-11-23T15:00+09:00") String end,

            @Schema(example = "2", description = "Places left")
            int remaining,

            @Schema(example = "lead_time", description = "Only with explain, where nothing is left") @Nullable
            String reason) {}
}
