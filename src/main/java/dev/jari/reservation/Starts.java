package dev.jari.reservation;

import dev.jari.business.Interval;
import dev.jari.business.Resource;
import dev.jari.capacity.Claim;
import dev.jari.capacity.Slots;
import dev.jari.capacity.Taken;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When one service can begin for one party, over some days, as bits over five-minute slots. Pure: the plan says when shop and
 * resources are open, {@link Taken} what is taken of each.
 */
final class Starts {
    private final ServicePlan plan;
    private final int party;
    private final Slots shopOpen;
    private final Map<String, List<Option>> roles;

    /** One resource that could serve: where the service itself has room, and where its buffers do, too. */
    record Option(Resource resource, Taken taken, Slots open, Slots core, Slots startable) {}

    /** Why a service cannot begin at a time; in JSON as in {@link #toString}. */
    enum Reason {
        CLOSED,
        LEAD_TIME,
        HORIZON,
        FULL,
        BUFFER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Starts(ServicePlan plan, int party, Slots shopOpen, Map<String, List<Option>> roles) {
        this.plan = plan;
        this.party = party;
        this.shopOpen = shopOpen;
        this.roles = roles;
    }

    /** {@code taken} has an entry for each resource of {@code roles}, all over the same days. */
    static Starts of(
            ServicePlan plan, int party, Map<String, List<Resource>> roles, Map<String, Taken> taken, Span days) {
        Taken any = taken.values().iterator().next();
        Slots shopOpen = bits(any, plan.open(days.from, days.to)).runs(duration(plan.service()));
        Map<String, List<Option>> options = new LinkedHashMap<>();
        roles.forEach((role, resources) -> options.put(
                role,
                resources.stream()
                        .filter(resource -> resource.takenBy(party) <= resource.capacity())
                        .map(resource -> option(plan, party, resource, taken.get(resource.id()), days, shopOpen))
                        .toList()));
        return new Starts(plan, party, shopOpen, options);
    }

    /** Local dates, both inclusive, whose opening windows are looked at. */
    record Span(LocalDate from, LocalDate to) {}

    private static Option option(
            ServicePlan plan, int party, Resource resource, @Nullable Taken known, Span days, Slots shopOpen) {
        Taken taken = Objects.requireNonNull(known);
        Service service = plan.service();
        Claim.Buffers buffers = buffers(service);
        int duration = duration(service);
        Slots open = plan.calendars().containsKey(resource.id())
                ? bits(taken, plan.open(resource, days.from, days.to)).runs(duration)
                : shopOpen;
        Slots free = taken.free(resource.takenBy(party));
        Slots core = free.runs(duration).and(open);
        Slots bufferRoom = buffers.shared() ? taken.bufferable() : free;
        Slots startable = core;
        if (buffers.before() > 0) {
            startable = startable.and(bufferRoom.runs(buffers.before()).ahead(-buffers.before()));
        }
        if (buffers.after() > 0) {
            startable = startable.and(bufferRoom.runs(buffers.after()).ahead(duration));
        }
        return new Option(resource, taken, open, core, startable);
    }

    private static Slots bits(Taken like, List<Interval> open) {
        Slots bits = Slots.empty(like.origin(), like.words());
        open.forEach(interval -> bits.set(Slots.ceil(interval.start()), Slots.at(interval.end())));
        return bits;
    }

    static int duration(Service service) {
        return service.durationMinutes() / 5;
    }

    static Claim.Buffers buffers(Service service) {
        return new Claim.Buffers(
                service.bufferBeforeMinutes() / 5, service.bufferAfterMinutes() / 5, service.sharedBuffer());
    }

    /** The starts that the shop's hours and the service's step make, whether free or not, in order. */
    static List<Long> grid(ServicePlan plan, LocalDate from, LocalDate to) {
        long step = plan.service().stepMinutes() * 60_000L;
        TreeSet<Long> starts = new TreeSet<>();
        for (Interval window : plan.anchors(from, to)) {
            for (long start = window.start(); start < window.end(); start += step) {
                starts.add(start);
            }
        }
        return new ArrayList<>(starts);
    }

    boolean isFree(long start) {
        return places(start) > 0;
    }

    /** How many places are left at this start: of every role at least one resource must be free, the scarcest counts. */
    int places(long start) {
        long slot = Slots.at(start);
        int least = Integer.MAX_VALUE;
        for (List<Option> options : roles.values()) {
            int sum = 0;
            for (Option option : options) {
                sum += option.startable.get(slot) ? places(option, slot) : 0;
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    private int places(Option option, long slot) {
        Resource resource = option.resource;
        boolean whole = resource.takenBy(party) == resource.capacity() && resource.takenBy(1) == resource.capacity();
        return whole ? 1 : option.taken.left(slot, slot + duration(plan.service()));
    }

    /** The free resources of each role at this start, the tightest fit first, otherwise in the shop's order. */
    Map<String, List<Resource>> free(long start) {
        long slot = Slots.at(start);
        Map<String, List<Resource>> free = new LinkedHashMap<>();
        roles.forEach((role, options) -> free.put(
                role,
                options.stream()
                        .filter(option -> option.startable.get(slot))
                        .sorted(Comparator.comparingInt(option -> places(option, slot)))
                        .map(Option::resource)
                        .toList()));
        return free;
    }

    /** All that could serve, free or not, by id. */
    Map<String, Resource> resources() {
        Map<String, Resource> byId = new LinkedHashMap<>();
        roles.values().forEach(options -> options.forEach(option -> byId.put(option.resource.id(), option.resource)));
        return byId;
    }

    /** Whether shop and, for every role, some resource work at this time. */
    boolean isOpen(long start) {
        long slot = Slots.at(start);
        return shopOpen.get(slot)
                && roles.values().stream()
                        .allMatch(options -> options.stream().anyMatch(option -> option.open.get(slot)));
    }

    /** Why this start of the grid is not free although lead time and horizon allow it. */
    Reason reason(long start) {
        long slot = Slots.at(start);
        if (!isOpen(start)) {
            return Reason.CLOSED;
        }
        boolean onlyBuffers =
                roles.values().stream().allMatch(options -> options.stream().anyMatch(option -> option.core.get(slot)));
        return onlyBuffers ? Reason.BUFFER : Reason.FULL;
    }
}
