package dev.jari.catalog;

import dev.jari.web.Problem;
import org.springframework.stereotype.Component;

/** Service plans from memory. */
@Component
public class Catalog {

    /** The plan of a service, withdrawn or not; a 404 if the shop has no such service. */
    public ServicePlan plan(String businessId, String serviceId) {
        throw Problem.notFound("service");
    }

    /** Forgets what is known of a shop, after a change on another instance. */
    public void evict(String businessId) {}
}
