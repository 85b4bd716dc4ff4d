package dev.jari.statistics;

import dev.jari.job.Job;
import dev.jari.job.Work;
import dev.jari.statistics.ShopDayStore.Progress;
import dev.jari.statistics.ShopDayStore.Shop;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Counts the days of one shop after the other. How far a shop has come is committed with its rows. */
@Component
@Order(10)
class ShopDays implements Work {
    private static final int SHOPS = 20;
    private static final int DAYS = 31;
    /** For clocks that differ, and transactions that wait before they commit what they have dated. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private final ShopDayStore store;
    private final StatisticsSettings settings;
    private final Clock clock;

    ShopDays(ShopDayStore store, StatisticsSettings settings, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.DAILY_STATISTICS;
    }

    @Override
    public String name() {
        return "shops";
    }

    /** The position is the last shop that is done. One with years to count takes several calls. */
    @Override
    public Done next(String position) {
        List<Shop> shops = store.shops(position, SHOPS);
        int days = 0;
        String done = position;
        for (Shop shop : shops) {
            Counted counted = count(shop);
            days += counted.days;
            if (counted.isMore) {
                return Done.andMore(days, done);
            }
            done = shop.id();
        }
        return shops.size() < SHOPS ? Done.atLast(days) : Done.andMore(days, done);
    }

    private record Counted(int days, boolean isMore) {}

    private Counted count(Shop shop) {
        long now = clock.millis();
        LocalDate today = shop.dayOf(now);
        LocalDate oldest = settings.oldest(clock);
        Optional<Progress> before = store.progress(shop.id());
        LocalDate from = before.map(Progress::next)
                .or(() -> store.firstStart(shop.id()).map(shop::dayOf))
                .filter(first -> first.isBefore(today))
                .orElse(today);
        from = from.isBefore(oldest) ? oldest : from;
        int days = before.isPresent() ? recount(shop, before.get(), oldest) : 0;
        LocalDate to = from.plusDays(DAYS).isBefore(today) ? from.plusDays(DAYS) : today;
        if (from.isBefore(to)) {
            count(shop, from, to);
            days += (int) from.until(to, java.time.temporal.ChronoUnit.DAYS);
        }
        store.reached(shop.id(), new Progress(to, now));
        return new Counted(days, to.isBefore(today));
    }

    /** A booking was cancelled, or somebody was marked as not come, after its day had been counted. */
    private int recount(Shop shop, Progress before, LocalDate oldest) {
        SortedSet<LocalDate> days = store.changedDays(shop, before.seenAt() - OVERLAP.toMillis())
                .subSet(min(oldest, before.next()), before.next());
        days.forEach(day -> count(shop, day, day.plusDays(1)));
        return days.size();
    }

    private static LocalDate min(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private void count(Shop shop, LocalDate from, LocalDate to) {
        Tally tally = new Tally(shop.zone());
        store.bookings(shop, from, to, tally);
        var pricesThen = store.pricesThen(shop.id(), from, to);
        store.clear(shop.id(), from, to);
        store.write(shop.id(), tally, store.prices(shop.id()), pricesThen);
    }
}
