package dev.jari.business;

import dev.jari.business.Business.Suspension;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.MergePatch;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** Shops: opening, changing and closing them, and the right to do so. */
@Service
@Transactional(readOnly = true)
public class Businesses {
    private static final int SLUG_TRIES = 5;

    private final BusinessStore store;
    private final KnownBusinesses known;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Businesses(BusinessStore store, KnownBusinesses known, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.known = known;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Business create(String ownerId, Business.Draft draft) {
        long now = clock.millis();
        String id = Ids.next();
        String slug = Business.slugOf(draft.checked(id, ownerId, "", now, now).name());
        for (int attempt = 0; attempt < SLUG_TRIES; attempt++) {
            String unique = attempt == 0 ? slug : slug + "-" + suffix();
            Business business = draft.checked(id, ownerId, unique, now, now);
            if (store.insert(business, business.searchText(List.of()))) {
                known.appeared(ownerId);
                return business;
            }
        }
        throw Problem.conflict("slug_taken", "Too many shops have this name; add something to it.");
    }

    private static String suffix() {
        return Integer.toString(ThreadLocalRandom.current().nextInt(36 * 36 * 36, 36 * 36 * 36 * 36), 36);
    }

    public Business byId(String businessId) {
        return store.byId(businessId).orElseThrow(() -> Problem.notFound("business"));
    }

    public Business byIdOrSlug(String idOrSlug) {
        return store.byIdOrSlug(idOrSlug).orElseThrow(() -> Problem.notFound("business"));
    }

    /** The names of those of the businesses that exist, by id. */
    public Map<String, String> names(Collection<String> businessIds) {
        return store.names(businessIds);
    }

    /** The business, if the caller owns it; else a 403, and a 404 where there is none. Operators act through {@code admin}, or as the owner. */
    public Business requireOwner(String businessId, Caller caller) {
        Business business = byId(businessId);
        if (!business.isOwnedBy(caller.userId())) {
            throw Problem.forbidden("Only the owner of this shop may do this.");
        }
        return business;
    }

    /** The business, for a reader of its public lists or, with {@code all}, of what only its owner may see. */
    public Business requireReader(String businessId, boolean all, @Nullable Caller caller) {
        if (!all) {
            return byId(businessId);
        }
        if (caller == null) {
            throw Problem.unauthorized("unauthenticated", "Sign in to see what is not public.");
        }
        return requireOwner(businessId, caller);
    }

    /**
     * Begins a change of a shop or of what belongs to it: asks for the owner, keeps other changes of this shop out until the
     * transaction ends, and tells the listeners.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Business changing(String businessId, Caller caller) {
        requireOwner(businessId, caller);
        return begin(businessId, caller);
    }

    private Business begin(String businessId, Caller by) {
        Business business = store.lock(businessId, clock.millis());
        events.publishEvent(new Business.Changed(businessId, business.slug(), by.userId()));
        return business;
    }

    @Transactional
    Business change(String businessId, Caller caller, ObjectNode patch) {
        Business current = changing(businessId, caller);
        Business.Draft draft = MergePatch.apply(current.draft(), patch, Business.Draft.class);
        Business changed =
                draft.checked(current.id(), current.ownerId(), current.slug(), current.createdAt(), clock.millis());
        if (!changed.zone().equals(current.zone()) && store.hasServices(businessId)) {
            throw Problem.conflict(
                    "zone_fixed", "The zone cannot change once the shop has services: booked times are written in it.");
        }
        reindex(changed);
        return changed.suspended(current.suspension());
    }

    @Transactional
    void close(String businessId, Caller caller) {
        store.close(changing(businessId, caller).id());
    }

    /** Out of the lists, and without bookings, whatever its owner does; 409 if it is already. For operators. */
    @Transactional
    public Business suspend(String businessId, String reason, Caller operator) {
        Business business = begin(byId(businessId).id(), operator);
        Suspension suspension = new Suspension(clock.millis(), reason);
        if (!store.suspend(businessId, suspension)) {
            throw Problem.conflict("already_suspended", "This shop is suspended already.");
        }
        return business.suspended(suspension);
    }

    /** As its owner has left it; 409 if it is not suspended. For operators. */
    @Transactional
    public Business reinstate(String businessId, Caller operator) {
        Business business = begin(byId(businessId).id(), operator);
        if (!store.suspend(businessId, null)) {
            throw Problem.conflict("not_suspended", "This shop is not suspended.");
        }
        return business.suspended(null);
    }

    /** Brings up to date what the search knows of the shop; to be called when the names of its services change. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reindex(Business business) {
        store.update(business, business.searchText(store.serviceNames(business.id())));
    }
}
