package dev.jari.catalog;

import dev.jari.business.Business;
import dev.jari.cache.Cache;
import dev.jari.cache.Caches;
import dev.jari.cache.Kind;
import dev.jari.web.Problem;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Service plans from memory, a shop's all at once. Who changes a shop sees the change at once, others as the module {@code cache} says. */
@Component
public class Catalog {
    private static final Kind KIND = Kind.near("plans");
    private static final int BYTES_PER_PART = 200;

    private final PlanLoader loader;
    private final Caches caches;
    private final Cache<Map<String, ServicePlan>> plans;

    Catalog(PlanLoader loader, Caches caches) {
        this.loader = loader;
        this.caches = caches;
        plans = caches.near(KIND, shop -> BYTES_PER_PART * PlanLoader.parts(shop));
    }

    /** The plan of a service, withdrawn or not; a 404 if the shop has no such service. */
    public ServicePlan plan(String businessId, String serviceId) {
        ServicePlan plan =
                plans.get(businessId, "", () -> loader.load(businessId)).get(serviceId);
        if (plan == null) {
            throw Problem.notFound("service");
        }
        return plan;
    }

    @EventListener
    void changed(Business.Changed event) {
        caches.changed(KIND, event.businessId(), event.by());
    }
}
