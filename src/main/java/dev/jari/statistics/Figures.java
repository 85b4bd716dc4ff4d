package dev.jari.statistics;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.TreeMap;

/** What was booked in some time. {@code revenue} is by currency, in its smallest unit. */
@Schema(name = "BookingFigures")
record Figures(
        @Schema(example = "24", description = "That stood: no-shows are among them, cancelled ones are not")
        long bookings,

        @Schema(example = "3") long cancelled,
        @Schema(example = "1") long noShows,
        @Schema(example = "31") long guests,

        @Schema(example = "2880", description = "From booking to start, on the average")
        long leadMinutes,

        @Schema(example = "{\"KRW\": 720000}", description = "In the currency's smallest unit")
        Map<String, Long> revenue) {

    /** Adds rows up. */
    static final class Sum {
        private long bookings;
        private long cancelled;
        private long noShows;
        private long guests;
        private long leadMinutes;
        private final Map<String, Long> revenue = new TreeMap<>();

        void add(StatisticsStore.Row row) {
            bookings += row.bookings();
            cancelled += row.cancelled();
            noShows += row.noShows();
            guests += row.guests();
            leadMinutes += row.leadMinutes();
            if (row.currency() != null && row.revenue() > 0) {
                revenue.merge(row.currency(), row.revenue(), Long::sum);
            }
        }

        Figures figures() {
            long lead = bookings == 0 ? 0 : leadMinutes / bookings;
            return new Figures(bookings, cancelled, noShows, guests, lead, revenue);
        }
    }
}
