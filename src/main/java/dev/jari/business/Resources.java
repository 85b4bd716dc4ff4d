package dev.jari.business;

import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.MergePatch;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** The staff, rooms, tables and places of a shop. */
@Service
@Transactional(readOnly = true)
public class Resources {
    private static final int MAX_OF_A_SHOP = 500;

    private final Businesses businesses;
    private final ResourceStore store;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Resources(Businesses businesses, ResourceStore store, ApplicationEventPublisher events, Clock clock) {
        this.businesses = businesses;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** All resources of a shop, withdrawn ones too, in the order in which they were added. */
    public List<Resource> of(String businessId) {
        return store.of(businessId);
    }

    /** Those that take bookings. */
    public List<Resource> active(String businessId) {
        return of(businessId).stream().filter(Resource::active).toList();
    }

    public Resource byId(String businessId, String resourceId) {
        return store.byId(businessId, resourceId).orElseThrow(() -> Problem.notFound("resource"));
    }

    @Transactional
    public Resource create(String businessId, Caller caller, Resource.Draft draft) {
        businesses.changing(businessId, caller);
        Resource resource = draft.checked(Ids.next(), businessId);
        if (store.of(businessId).size() >= MAX_OF_A_SHOP) {
            throw Problem.conflict("too_many", "A shop has at most " + MAX_OF_A_SHOP + " resources.");
        }
        store.save(resource, clock.millis());
        return resource;
    }

    @Transactional
    Resource change(String businessId, String resourceId, Caller caller, ObjectNode patch) {
        businesses.changing(businessId, caller);
        Resource current = byId(businessId, resourceId);
        Resource changed =
                MergePatch.apply(current.draft(), patch, Resource.Draft.class).checked(resourceId, businessId);
        if (changed.cellMinutes() != current.cellMinutes()) {
            throw Problem.invalid(new Problem.FieldError(
                    "cellMinutes", "fixed", "Leave it out: it is fixed when the resource is added. Add another one."));
        }
        store.save(changed, clock.millis());
        if (changed.capacity() != current.capacity()) {
            events.publishEvent(
                    new Resource.CapacityChanged(resourceId, businessId, current.capacity(), changed.capacity()));
        }
        return changed;
    }

    /** Takes no new bookings from now on; those it has stay. */
    @Transactional
    void withdraw(String businessId, String resourceId, Caller caller) {
        businesses.changing(businessId, caller);
        if (!store.withdraw(businessId, resourceId)) {
            throw Problem.notFound("resource");
        }
    }
}
