package dev.jari.demo;

import dev.jari.business.Business;
import dev.jari.business.Businesses;
import dev.jari.business.Hours;
import dev.jari.business.Resource;
import dev.jari.business.Resources;
import dev.jari.catalog.Services;
import dev.jari.web.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
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
        return read().valueStream().map(shop -> open(shop, owner)).toList();
    }

    private static JsonNode read() {
        try (InputStream file = new ClassPathResource("demo/shops.json").getInputStream()) {
            return JsonMapper.shared().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Opened open(JsonNode json, Caller owner) {
        DemoShop named = DemoShop.of(json);
        Business business = businesses.create(owner.userId(), named.business());
        Map<String, String> resourceIds = named.resources().stream()
                .map(draft -> resources.create(business.id(), owner, draft))
                .collect(Collectors.toMap(Resource::name, Resource::id));
        DemoShop shop = DemoShop.of(json, resourceIds);
        hours.replace(business.id(), owner, shop.rules());
        shop.exceptions(LocalDate.now(clock.withZone(business.zone())))
                .forEach(date -> hours.add(business.id(), owner, date));
        List<String> serviceIds = shop.services().stream()
                .map(draft -> services.create(business.id(), owner, draft).id())
                .toList();
        return new Opened(business, serviceIds, shop.bookingsPerDay());
    }
}
