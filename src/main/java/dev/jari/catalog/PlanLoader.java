package dev.jari.catalog;

import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.business.Hours;
import dev.jari.business.OpeningHours;
import dev.jari.business.Resource;
import dev.jari.business.Resources;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads a shop's plans in six queries, however many services and resources it has. */
@Component
@Transactional(readOnly = true)
class PlanLoader {
    private final Businesses businesses;
    private final Resources resources;
    private final Hours hours;
    private final ServiceStore services;

    PlanLoader(Businesses businesses, Resources resources, Hours hours, ServiceStore services) {
        this.businesses = businesses;
        this.resources = resources;
        this.hours = hours;
        this.services = services;
    }

    /** By service id. */
    Map<String, ServicePlan> load(String businessId) {
        Business business = businesses.byId(businessId);
        Map<String, Resource> active =
                resources.active(businessId).stream().collect(Collectors.toMap(Resource::id, Function.identity()));
        Map<String, OpeningHours> calendars = hours.calendars(businessId);
        OpeningHours shop = calendars.getOrDefault(businessId, OpeningHours.NONE);
        Map<String, ServicePlan> plans = new HashMap<>();
        for (Service service : services.of(businessId)) {
            plans.put(service.id(), new ServicePlan(business, service, roles(service, active), shop, calendars));
        }
        return plans;
    }

    /** A role whose resources have all been withdrawn stays, with none: the service cannot be had without it. */
    private static Map<String, List<Resource>> roles(Service service, Map<String, Resource> active) {
        Map<String, List<Resource>> roles = new LinkedHashMap<>();
        for (Service.Requirement requirement : service.requires()) {
            roles.put(
                    requirement.role(),
                    requirement.resourceIds().stream()
                            .map(active::get)
                            .filter(Objects::nonNull)
                            .toList());
        }
        return roles;
    }

    /** How much a shop's plans weigh in memory; the calendars, which they share, are counted once. */
    static int parts(Map<String, ServicePlan> plans) {
        Stream<Collection<? extends List<?>>> resources =
                plans.values().stream().map(plan -> plan.roles().values());
        Stream<Collection<? extends List<?>>> calendars = plans.values().stream()
                .limit(1)
                .flatMap(plan -> plan.calendars().values().stream())
                .flatMap(calendar ->
                        Stream.of(calendar.week().values(), calendar.dates().values()));
        return 1
                + plans.size()
                + Stream.concat(resources, calendars)
                        .flatMap(Collection::stream)
                        .mapToInt(List::size)
                        .sum();
    }
}
