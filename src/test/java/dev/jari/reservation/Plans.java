package dev.jari.reservation;

import dev.jari.business.Business;
import dev.jari.business.OpeningHours;
import dev.jari.business.Resource;
import dev.jari.catalog.Service;
import dev.jari.catalog.ServicePlan;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Service plans for pure tests. */
final class Plans {
    private Plans() {}

    static Service service(int duration, int step, int before, int after, boolean shared) {
        return new Service(
                "service",
                "business",
                "Cut",
                null,
                duration,
                step,
                before,
                after,
                shared,
                Service.Mode.INSTANT,
                1,
                1000,
                0,
                60,
                5,
                0,
                null,
                false,
                true,
                List.of());
    }

    static Resource resource(String id, Resource.Kind kind, int capacity) {
        return new Resource(id, "business", id, kind, capacity, 5, true);
    }

    static ServicePlan plan(ZoneId zone, Service service, OpeningHours hours, Map<String, List<Resource>> roles) {
        Business business = new Business(
                "business",
                "owner",
                "slug",
                "Shop",
                Business.Category.HAIR,
                zone,
                null,
                null,
                null,
                Business.Status.OPEN,
                null,
                0,
                0);
        return new ServicePlan(business, service, roles, hours, Map.of());
    }
}
