package dev.jari.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.bus.Bus;
import dev.jari.business.Business;
import dev.jari.web.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Service plans from memory, a shop's all at once. A change is seen on this instance when it is committed, on the others as
 * soon as the bus brings it, at the latest after the cache's time.
 */
@Component
public class Catalog {
    private static final String TOPIC = "catalog";
    /** In case the bus lost a word. */
    private static final Duration BACKSTOP = Duration.ofSeconds(30);
    /** In parts (services, resources, opening times), of about 200 bytes each. */
    private static final long MAX_PARTS = 100_000;

    private final PlanLoader loader;
    private final Bus bus;
    private final AtomicLong evictions = new AtomicLong();
    private final Cache<String, Map<String, ServicePlan>> plans = Caffeine.newBuilder()
            .maximumWeight(MAX_PARTS)
            .weigher((String businessId, Map<String, ServicePlan> shop) -> PlanLoader.parts(shop))
            .expireAfterWrite(BACKSTOP)
            .build();

    Catalog(PlanLoader loader, Bus bus) {
        this.loader = loader;
        this.bus = bus;
        bus.subscribe(TOPIC, this::evict);
    }

    /** The plan of a service, withdrawn or not; a 404 if the shop has no such service. */
    public ServicePlan plan(String businessId, String serviceId) {
        Map<String, ServicePlan> shop = plans.getIfPresent(businessId);
        ServicePlan plan = (shop == null ? load(businessId) : shop).get(serviceId);
        if (plan == null) {
            throw Problem.notFound("service");
        }
        return plan;
    }

    /** Two may load the same shop at once; none waits for the database under the cache's lock. */
    private Map<String, ServicePlan> load(String businessId) {
        long before = evictions.get();
        Map<String, ServicePlan> loaded = loader.load(businessId);
        plans.put(businessId, loaded);
        if (evictions.get() != before) {
            // A change was committed while we read, and may have been forgotten before we put what we read.
            plans.invalidate(businessId);
        }
        return loaded;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void changed(Business.Changed event) {
        evict(event.businessId());
        bus.publish(TOPIC, event.businessId());
    }

    private void evict(String businessId) {
        evictions.incrementAndGet();
        plans.invalidate(businessId);
    }
}
