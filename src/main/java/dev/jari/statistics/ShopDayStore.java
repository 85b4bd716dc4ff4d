package dev.jari.statistics;

import dev.jari.statistics.Tally.Booking;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All that counting reads and writes of shops, in the running transaction. */
@Repository
class ShopDayStore {
    private final JdbcClient jdbc;
    private final JdbcOperations batch;

    ShopDayStore(JdbcClient jdbc, JdbcOperations batch) {
        this.jdbc = jdbc;
        this.batch = batch;
    }

    record Shop(String id, ZoneId zone) {
        long startOf(LocalDate day) {
            return day.atStartOfDay(zone).toInstant().toEpochMilli();
        }

        LocalDate dayOf(long time) {
            return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
        }
    }

    /** The days before {@code next} are counted, with what had changed until {@code seenAt}. */
    record Progress(LocalDate next, long seenAt) {}

    record Price(@Nullable Long amount, @Nullable String currency) {
        static final Price NONE = new Price(null, null);
    }

    List<Shop> shops(String after, int limit) {
        return jdbc.sql("select id, zone from business where id > ? order by id limit ?")
                .params(after, limit)
                .query((row, number) -> new Shop(row.getString(1), ZoneId.of(row.getString(2))))
                .list();
    }

    Optional<Progress> progress(String shop) {
        return jdbc.sql("select next_day, seen_at from statistics_progress where business_id = ?")
                .param(shop)
                .query((row, number) -> new Progress(LocalDate.parse(row.getString(1)), row.getLong(2)))
                .optional();
    }

    void reached(String shop, Progress progress) {
        jdbc.sql("""
                        insert into statistics_progress (business_id, next_day, seen_at) values (?, ?, ?)
                        on conflict (business_id) do update set next_day = excluded.next_day, seen_at = excluded.seen_at
                        """)
                .params(shop, progress.next().toString(), progress.seenAt())
                .update();
    }

    Optional<Long> firstStart(String shop) {
        return jdbc.sql("select start_at from reservation where business_id = ? order by start_at limit 1")
                .param(shop)
                .query(Long.class)
                .optional();
    }

    /** The days of bookings that were made or changed since. */
    SortedSet<LocalDate> changedDays(Shop shop, long since) {
        SortedSet<LocalDate> days = new TreeSet<>();
        jdbc.sql("select start_at from reservation where business_id = ? and updated_at >= ?")
                .params(shop.id(), since)
                .query(row -> {
                    days.add(shop.dayOf(row.getLong(1)));
                });
        return days;
    }

    void bookings(Shop shop, LocalDate from, LocalDate to, Tally tally) {
        jdbc.sql("""
                        select service_id, start_at, created_at, state, party from reservation
                         where business_id = ? and start_at >= ? and start_at < ?
                        """).params(shop.id(), shop.startOf(from), shop.startOf(to)).query(row -> {
            tally.add(new Booking(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4), row.getInt(5)));
        });
    }

    Map<String, Price> prices(String shop) {
        Map<String, Price> prices = new HashMap<>();
        jdbc.sql("select id, price_amount, price_currency from service where business_id = ?")
                .param(shop)
                .query(row -> {
                    long amount = row.getLong(2);
                    prices.put(row.getString(1), row.wasNull() ? Price.NONE : new Price(amount, row.getString(3)));
                });
        return prices;
    }

    /** With which these days were counted before, by day and service. */
    Map<String, Price> pricesThen(String shop, LocalDate from, LocalDate to) {
        Map<String, Price> prices = new HashMap<>();
        jdbc.sql("""
                        select distinct day, service_id, price, currency from booking_statistics
                         where business_id = ? and day >= ? and day < ?
                        """).params(shop, from.toString(), to.toString()).query(row -> {
            long amount = row.getLong(3);
            Price price = row.wasNull() ? Price.NONE : new Price(amount, row.getString(4));
            prices.put(row.getString(1) + row.getString(2), price);
        });
        return prices;
    }

    void clear(String shop, LocalDate from, LocalDate to) {
        jdbc.sql("delete from booking_statistics where business_id = ? and day >= ? and day < ?")
                .params(shop, from.toString(), to.toString())
                .update();
    }

    void write(String shop, Tally tally, Map<String, Price> now, Map<String, Price> then) {
        List<Object[]> rows = new ArrayList<>();
        tally.counts().forEach((place, counts) -> {
            Price today = now.getOrDefault(place.serviceId(), Price.NONE);
            Price price = then.getOrDefault(place.day() + place.serviceId(), today);
            Long amount = price.amount();
            rows.add(new Object[] {
                shop,
                place.day().toString(),
                place.serviceId(),
                place.hour(),
                counts.bookings(),
                counts.cancelled(),
                counts.noShows(),
                counts.guests(),
                counts.leadMinutes(),
                amount == null ? 0 : amount * counts.served(),
                amount,
                price.currency()
            });
        });
        batch.batchUpdate("""
                insert into booking_statistics (business_id, day, service_id, hour, bookings, cancelled, no_shows, guests,
                                                lead_minutes, revenue, price, currency)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, rows);
    }
}
