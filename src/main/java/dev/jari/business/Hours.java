package dev.jari.business;

import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.MergePatch;
import dev.jari.web.Problem;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** When a shop and each of its resources is open: every week, and on dates that differ. */
@Service
@Transactional(readOnly = true)
public class Hours {
    private static final int MAX_EXCEPTIONS = 2000;
    private static final LocalDate LAST_DATE = LocalDate.of(9999, 12, 31);

    private final Businesses businesses;
    private final Resources resources;
    private final HoursStore store;
    private final Clock clock;

    Hours(Businesses businesses, Resources resources, HoursStore store, Clock clock) {
        this.businesses = businesses;
        this.resources = resources;
        this.store = store;
        this.clock = clock;
    }

    /**
     * The calendars from yesterday on: the shop's under its own id, and those of the resources that have one under theirs.
     */
    public Map<String, OpeningHours> calendars(String businessId) {
        // Wherever the shop is, its yesterday is not before this.
        return store.calendars(List.of(businessId), true, LocalDate.now(clock).minusDays(3), LAST_DATE);
    }

    List<HoursDraft.Weekly> weekly(String businessId) {
        businesses.byId(businessId);
        return store.weekly(businessId).stream().map(HoursDraft.Weekly::of).toList();
    }

    /** Replaces all weekly rules, of the shop and of its resources. */
    @Transactional
    public List<HoursDraft.Weekly> replace(String businessId, Caller caller, List<HoursDraft.@Nullable Weekly> rules) {
        businesses.changing(businessId, caller);
        store.replaceWeekly(businessId, HoursDraft.checked(businessId, rules, resourceIds(businessId)));
        return weekly(businessId);
    }

    List<HoursDraft.Dated> exceptions(String businessId) {
        businesses.byId(businessId);
        return store.dated(businessId).stream().map(HoursDraft.Dated::of).toList();
    }

    @Transactional
    public HoursDraft.Dated add(String businessId, Caller caller, HoursDraft.Dated draft) {
        businesses.changing(businessId, caller);
        if (store.dated(businessId).size() >= MAX_EXCEPTIONS) {
            throw Problem.conflict(
                    "too_many", "A shop has at most " + MAX_EXCEPTIONS + " exceptions; remove past ones.");
        }
        return save(businessId, Ids.next(), draft);
    }

    @Transactional
    HoursDraft.Dated change(String businessId, String exceptionId, Caller caller, ObjectNode patch) {
        businesses.changing(businessId, caller);
        HoursDraft.Dated current = exceptions(businessId).stream()
                .filter(exception -> exceptionId.equals(exception.id()))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("exception"));
        return save(businessId, exceptionId, MergePatch.apply(current, patch, HoursDraft.Dated.class));
    }

    @Transactional
    void remove(String businessId, String exceptionId, Caller caller) {
        businesses.changing(businessId, caller);
        if (!store.delete(businessId, exceptionId)) {
            throw Problem.notFound("exception");
        }
    }

    private HoursDraft.Dated save(String businessId, String id, HoursDraft.Dated draft) {
        HoursStore.Owned<OpeningHours.Exceptional> checked =
                draft.checked(id, businessId, LocalDate.now(clock), resourceIds(businessId));
        store.save(checked, clock.millis());
        return HoursDraft.Dated.of(checked);
    }

    private Set<String> resourceIds(String businessId) {
        return resources.of(businessId).stream().map(Resource::id).collect(Collectors.toSet());
    }
}
