package dev.jari.statistics;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class StatisticsStore {
    private final JdbcClient jdbc;

    StatisticsStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Row(
            LocalDate day,
            String serviceId,
            int hour,
            long bookings,
            long cancelled,
            long noShows,
            long guests,
            long leadMinutes,
            long revenue,
            @Nullable String currency) {}

    @Schema(name = "SiteFigures")
    record SiteDay(
            @Schema(example = "2026-11-25") LocalDate date,
            @Schema(example = "4210") long users,
            @Schema(example = "17") long newUsers,
            @Schema(example = "803") long signIns,
            @Schema(example = "512") long bookings,
            @Schema(example = "1290") long messages) {}

    /** From the first to the last day, both included. */
    List<Row> ofShop(String business, LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select day, service_id, hour, bookings, cancelled, no_shows, guests, lead_minutes, revenue, currency
                          from booking_statistics where business_id = ? and day >= ? and day <= ?
                         order by day, service_id, hour
                        """)
                .params(business, from.toString(), to.toString())
                .query((row, number) -> new Row(
                        LocalDate.parse(row.getString(1)),
                        row.getString(2),
                        row.getInt(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getString(10)))
                .list();
    }

    /** Of the module that stands below we read the names. */
    Map<String, String> serviceNames(String business) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("select id, name from service where business_id = ?")
                .param(business)
                .query(row -> {
                    names.put(row.getString(1), row.getString(2));
                });
        return names;
    }

    /** The last day that is counted. */
    Optional<LocalDate> countedUntil(String business) {
        return jdbc.sql("select next_day from statistics_progress where business_id = ?")
                .param(business)
                .query(String.class)
                .optional()
                .map(next -> LocalDate.parse(next).minusDays(1));
    }

    List<SiteDay> ofSite(LocalDate from, LocalDate to) {
        return jdbc.sql("""
                        select day, users, new_users, sign_ins, bookings, messages from system_statistics
                         where day >= ? and day <= ? order by day
                        """)
                .params(from.toString(), to.toString())
                .query((row, number) -> new SiteDay(
                        LocalDate.parse(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)))
                .list();
    }
}
