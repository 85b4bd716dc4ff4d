package dev.jari.statistics;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts a shop's bookings into its days. */
final class Tally {
    private final ZoneId zone;
    private final SortedMap<Place, Counts> counts = new TreeMap<>();

    Tally(ZoneId zone) {
        this.zone = zone;
    }

    /** As a day is counted: by the clock on the shop's wall, which shows one hour twice, or not at all, on two days of the year. */
    record Place(LocalDate day, String serviceId, int hour) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byDay = day.compareTo(other.day);
            int byService = byDay != 0 ? byDay : serviceId.compareTo(other.serviceId);
            return byService != 0 ? byService : Integer.compare(hour, other.hour);
        }
    }

    /** {@code served}: bookings for which the service's price is owed; {@code leadMinutes}: of all bookings together. */
    record Counts(long bookings, long cancelled, long noShows, long served, long guests, long leadMinutes) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        Counts plus(Counts other) {
            return new Counts(
                    bookings + other.bookings,
                    cancelled + other.cancelled,
                    noShows + other.noShows,
                    served + other.served,
                    guests + other.guests,
                    leadMinutes + other.leadMinutes);
        }
    }

    record Booking(String serviceId, long startAt, long createdAt, String state, int party) {
        /** Empty for what never came to be a booking: a hold that expired, a request that nobody answered. */
        private Optional<Counts> counts() {
            long lead = Math.max(0, Duration.ofMillis(startAt - createdAt).toMinutes());
            return switch (state) {
                case "CONFIRMED", "CHECKED_IN", "COMPLETED" -> Optional.of(new Counts(1, 0, 0, 1, party, lead));
                case "NO_SHOW" -> Optional.of(new Counts(1, 0, 1, 0, party, lead));
                case "CANCELLED" -> Optional.of(new Counts(0, 1, 0, 0, 0, 0));
                default -> Optional.empty();
            };
        }
    }

    void add(Booking booking) {
        booking.counts().ifPresent(one -> {
            ZonedDateTime start = Instant.ofEpochMilli(booking.startAt).atZone(zone);
            Place place = new Place(start.toLocalDate(), booking.serviceId, start.getHour());
            counts.merge(place, one, Counts::plus);
        });
    }

    SortedMap<Place, Counts> counts() {
        return counts;
    }
}
