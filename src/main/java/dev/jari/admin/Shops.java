package dev.jari.admin;

import dev.jari.audit.Audit;
import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Page;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What operators may know of shops, and taking one out of the lists: its bookings stay, and its owner sees why. */
@Service
@Transactional(readOnly = true)
class Shops {
    private static final int MAX_REASON = 500;

    private final ShopStore store;
    private final Businesses businesses;
    private final Audit audit;
    private final Clock clock;

    Shops(ShopStore store, Businesses businesses, Audit audit, Clock clock) {
        this.store = store;
        this.businesses = businesses;
        this.audit = audit;
        this.clock = clock;
    }

    Page<Shop> find(Shop.Query query) {
        Checks checks = new Checks();
        int limit = checks.number("limit", query.limit(), 50, 1, 200);
        checks.optionalText("q", query.q(), 100);
        checks.done();
        return Page.of(store.find(query, limit + 1), limit, shop -> PersonStore.position(shop.createdAt(), shop.id()));
    }

    Shop.Detail byId(String id) {
        return store.byId(id, clock.millis()).orElseThrow(() -> Problem.notFound("business"));
    }

    @Transactional
    void suspend(String id, @Nullable String reason, Caller operator) {
        Checks checks = new Checks();
        String why = checks.text("reason", reason, MAX_REASON);
        checks.done();
        record("shop_suspended", businesses.suspend(id, why, operator), operator);
    }

    @Transactional
    void reinstate(String id, Caller operator) {
        record("shop_reinstated", businesses.reinstate(id, operator), operator);
    }

    private void record(String type, Business business, Caller operator) {
        audit.record(type, business.ownerId(), Map.of("by", operator.userId(), "business", business.id()));
    }
}
