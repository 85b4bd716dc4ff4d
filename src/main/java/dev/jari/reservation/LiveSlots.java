package dev.jari.reservation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.jari.bus.Bus;
import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.capacity.Occupancy;
import dev.jari.capacity.Slots;
import dev.jari.live.Event;
import dev.jari.live.Hub;
import dev.jari.live.Topic;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * {@code /topic/slots.{businessId}.{date}}: tells whoever looks at a day that something else is free on it by now, be it that places were
 * taken or given back, or that the shop has changed its hours, services or resources. What, they ask. Changes that come together are told
 * once.
 */
@Component
class LiveSlots implements Topic {
    private static final String FAMILY = "slots";
    private static final String SHOPS = "slots:shops";
    private static final int GATHER_MILLIS = 200;
    /** A service may begin as long before what is taken as it lasts. */
    private static final long LONGEST = 4 * 12;

    private final Businesses businesses;
    private final Bus bus;
    private final Hub hub;
    private final Executor later = CompletableFuture.delayedExecutor(GATHER_MILLIS, TimeUnit.MILLISECONDS);
    private final Set<String> gathering = ConcurrentHashMap.newKeySet();
    private final Cache<String, ZoneId> zones =
            Caffeine.newBuilder().maximumSize(100_000).build();

    LiveSlots(Businesses businesses, Occupancy occupancy, Bus bus, Hub hub) {
        this.businesses = businesses;
        this.bus = bus;
        this.hub = hub;
        occupancy.listen(this::changed);
        bus.subscribe(SHOPS, this::changed);
    }

    @Override
    public String family() {
        return FAMILY;
    }

    @Override
    public void admit(Optional<Caller> caller, String key) {
        int dot = key.indexOf('.');
        String businessId = key.substring(0, Math.max(dot, 0));
        date(key.substring(dot + 1));
        zones.put(businessId, businesses.byId(businessId).zone());
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Problem.notFound("day");
        }
    }

    private void changed(Occupancy.Change change) {
        ZoneId zone = zones.getIfPresent(change.businessId());
        if (zone == null) {
            // Nobody here has asked for this shop lately.
            return;
        }
        LocalDate last = day(change.to() - 1, zone);
        for (LocalDate day = day(change.from() - LONGEST, zone); !day.isAfter(last); day = day.plusDays(1)) {
            String key = change.businessId() + "." + day;
            if (hub.isHeard(FAMILY, key)) {
                gather(key);
            }
        }
    }

    private void gather(String key) {
        if (gathering.add(key)) {
            later.execute(() -> tell(key));
        }
    }

    @TransactionalEventListener
    void changed(Business.Changed change) {
        changed(change.businessId());
        bus.publish(SHOPS, change.businessId());
    }

    /** Whichever of its days somebody looks at. */
    private void changed(String businessId) {
        hub.keys(FAMILY).stream()
                .filter(key -> key.startsWith(businessId + "."))
                .forEach(this::gather);
    }

    private static LocalDate day(long slot, ZoneId zone) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(Slots.millis(slot)), zone);
    }

    private void tell(String key) {
        gathering.remove(key);
        String[] parts = key.split("\\.");
        String json = "{\"type\":\"changed\",\"businessId\":\"" + parts[0] + "\",\"date\":\"" + parts[1] + "\"}";
        hub.publish(FAMILY, key, new Event(0, json.getBytes(StandardCharsets.UTF_8)));
    }
}
