package dev.jari.demo;

import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.business.Hours;
import dev.jari.business.HoursDraft;
import dev.jari.business.Resource;
import dev.jari.business.Resources;
import dev.jari.catalog.ServiceDraft;
import dev.jari.catalog.Services;
import dev.jari.web.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Opens the shops of the file, as their owner would. */
@Component
class DemoShops {
    private final Businesses businesses;
    private final Resources resources;
    private final Hours hours;
    private final Services services;
    private final Clock clock;

    DemoShops(Businesses businesses, Resources resources, Hours hours, Services services, Clock clock) {
        this.businesses = businesses;
        this.resources = resources;
        this.hours = hours;
        this.services = services;
        this.clock = clock;
    }

    record Opened(Business business, List<String> serviceIds, int bookingsPerDay) {}

    @Transactional
    List<Opened> open(Caller owner) {
        return read().stream().map(shop -> open(shop, owner)).toList();
    }

    private static List<DemoShop> read() {
        try (InputStream file = new ClassPathResource("demo/shops.json").getInputStream()) {
            return List.of(JsonMapper.shared().readValue(file, DemoShop[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Opened open(DemoShop shop, Caller owner) {
        Business business = businesses.create(owner.userId(), shop.business());
        Map<String, String> resourceIds = new HashMap<>();
        for (Resource.Draft draft : shop.resources()) {
            Resource resource = resources.create(business.id(), owner, draft);
            resourceIds.put(resource.name(), resource.id());
        }
        hours.replace(business.id(), owner, shop.rules(resourceIds));
        for (HoursDraft.Dated date : shop.exceptions(LocalDate.now(clock.withZone(business.zone())), resourceIds)) {
            hours.add(business.id(), owner, date);
        }
        List<String> serviceIds = new ArrayList<>();
        for (ServiceDraft draft : shop.serviceDrafts(resourceIds)) {
            serviceIds.add(services.create(business.id(), owner, draft).id());
        }
        return new Opened(business, serviceIds, shop.bookingsPerDay());
    }
}
