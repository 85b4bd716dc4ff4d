package dev.jari.catalog;

import dev.jari.business.Business;
import dev.jari.business.Interval;
import dev.jari.business.OpeningHours;
import dev.jari.business.Resource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that is needed to compute a service's free times and to book one: the shop, the terms, who or what can serve, and when
 * they work. {@code roles} are in the order the owner wrote, each with its active resources in order of preference;
 * {@code calendars} holds the resources that have a calendar of their own.
 */
public record ServicePlan(
        Business business,
        Service service,
        Map<String, List<Resource>> roles,
        OpeningHours hours,
        Map<String, OpeningHours> calendars) {

    public ZoneId zone() {
        return business.zone();
    }

    /** Whether new bookings are taken at all, and somebody can serve. Existing ones of a closed shop still have a plan. */
    public boolean isBookable() {
        return business.isOpen() && service.active() && roles.values().stream().noneMatch(List::isEmpty);
    }

    /** When the shop is open: windows that start from {@code from} to {@code to}, both inclusive, merged. */
    public List<Interval> open(LocalDate from, LocalDate to) {
        return hours.between(from, to, zone());
    }

    /** When this resource works, which is never outside the shop's hours; merged. */
    public List<Interval> open(Resource resource, LocalDate from, LocalDate to) {
        return calendars.getOrDefault(resource.id(), OpeningHours.NONE).within(hours, from, to, zone());
    }

    /** The shop's windows as written: slots start at a window's start plus whole steps, before its end. */
    public List<Interval> anchors(LocalDate from, LocalDate to) {
        List<Interval> anchors = new ArrayList<>();
        for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
            anchors.addAll(hours.anchors(date, zone()));
        }
        return anchors;
    }
}
