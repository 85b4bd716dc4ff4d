package dev.jari.catalog;

import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.business.Resource;
import dev.jari.business.Resources;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.MergePatch;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The services of a shop: adding, changing and withdrawing them. */
@Component
@Transactional(readOnly = true)
public class Services {
    private static final int MAX_OF_A_SHOP = 200;

    private final Businesses businesses;
    private final Resources resources;
    private final ServiceStore store;
    private final Clock clock;

    Services(Businesses businesses, Resources resources, ServiceStore store, Clock clock) {
        this.businesses = businesses;
        this.resources = resources;
        this.store = store;
        this.clock = clock;
    }

    /** All services of a shop, withdrawn ones too, in the order in which they were added. */
    public List<Service> of(String businessId) {
        return store.of(businessId);
    }

    public Service byId(String businessId, String serviceId) {
        return store.of(businessId).stream()
                .filter(service -> service.id().equals(serviceId))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("service"));
    }

    @Transactional
    public Service create(String businessId, Caller caller, ServiceDraft draft) {
        Business business = businesses.changing(businessId, caller);
        Service service = draft.checked(Ids.next(), businessId, activeResources(businessId));
        if (store.of(businessId).size() >= MAX_OF_A_SHOP) {
            throw Problem.conflict("too_many", "A shop has at most " + MAX_OF_A_SHOP + " services.");
        }
        return saved(service, business);
    }

    /** Resources that the service has already may stay in it, even if they have been withdrawn. */
    @Transactional
    Service change(String businessId, String serviceId, Caller caller, ObjectNode patch) {
        Business business = businesses.changing(businessId, caller);
        Service current = byId(businessId, serviceId);
        Set<String> usable = activeResources(businessId);
        current.requires().forEach(requirement -> usable.addAll(requirement.resourceIds()));
        ServiceDraft draft = MergePatch.apply(current.draft(), patch, ServiceDraft.class);
        return saved(draft.checked(serviceId, businessId, usable), business);
    }

    /** Takes no new bookings from now on; those it has stay. */
    @Transactional
    void withdraw(String businessId, String serviceId, Caller caller) {
        Business business = businesses.changing(businessId, caller);
        if (!store.withdraw(businessId, serviceId)) {
            throw Problem.notFound("service");
        }
        businesses.reindex(business);
    }

    private Service saved(Service service, Business business) {
        store.save(service, clock.millis());
        businesses.reindex(business);
        return service;
    }

    private Set<String> activeResources(String businessId) {
        return resources.active(businessId).stream().map(Resource::id).collect(Collectors.toSet());
    }
}
