package dev.jari.reservation;

import dev.jari.business.Resource;
import dev.jari.capacity.Claim;
import dev.jari.capacity.Slots;
import dev.jari.catalog.ServicePlan;
import dev.jari.reservation.Booker.Order;
import dev.jari.reservation.Reservation.Assigned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Who could serve an order: of each role one free resource, in at most three different sets. */
@Component
class Candidates {
    private static final int SETS = 3;

    private final Availability availability;
    private final BookingRules rules;
    private final Holds holds;

    Candidates(Availability availability, BookingRules rules, Holds holds) {
        this.availability = availability;
        this.rules = rules;
        this.holds = holds;
    }

    /** A resource for each role, and what the order takes of it. */
    record Choice(Map<String, Resource> resources, List<Claim> claims) {

        List<Assigned> assigned() {
            return resources.entrySet().stream()
                    .map(role -> new Assigned(
                            role.getKey(), role.getValue().id(), role.getValue().name()))
                    .toList();
        }

        /** Only where one booking excludes all others does coming second mean to have lost. */
        Map<String, List<Long>> exclusiveCells() {
            return claims.stream()
                    .filter(claim ->
                            Objects.requireNonNull(resources.get(claim.role())).capacity() == 1)
                    .collect(Collectors.toMap(Claim::resourceId, Claim::cellList, (cells, same) -> cells));
        }
    }

    /** None if the time is taken; a Problem if it could not be booked even if it were free. */
    List<Choice> of(ServicePlan plan, Order order) {
        Starts starts = availability.around(plan, order.party(), order.resourceId(), order.start());
        rules.checkTime(plan, order, starts);
        if (!starts.isFree(order.start()) && holds.expireOn(claims(plan, order, starts.resources()))) {
            starts = availability.around(plan, order.party(), order.resourceId(), order.start());
        }
        return choices(plan, order, starts.free(order.start()));
    }

    private static List<Choice> choices(ServicePlan plan, Order order, Map<String, List<Resource>> free) {
        List<Choice> choices = new ArrayList<>();
        boolean complete = free.values().stream().noneMatch(List::isEmpty);
        int sets = complete ? free.values().stream().mapToInt(List::size).max().orElse(0) : 0;
        for (int i = 0; i < Math.min(sets, SETS); i++) {
            Map<String, Resource> set = new LinkedHashMap<>();
            for (var role : free.entrySet()) {
                List<Resource> resources = role.getValue();
                set.put(role.getKey(), resources.get(Math.min(i, resources.size() - 1)));
            }
            choices.add(new Choice(set, claims(plan, order, set)));
        }
        return choices;
    }

    private static List<Claim> claims(ServicePlan plan, Order order, Map<String, Resource> resources) {
        long from = Slots.at(order.start());
        long to = from + Starts.duration(plan.service());
        List<Claim> claims = new ArrayList<>();
        resources.forEach((role, resource) -> claims.add(Claim.of(
                role,
                resource.id(),
                resource.takenBy(order.party()),
                resource.cellMinutes() / 5,
                from,
                to,
                Starts.buffers(plan.service()))));
        return claims;
    }
}
