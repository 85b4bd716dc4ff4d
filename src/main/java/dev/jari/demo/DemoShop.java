package dev.jari.demo;

import dev.jari.business.Business;
import dev.jari.business.HoursDraft;
import dev.jari.business.Resource;
import dev.jari.catalog.ServiceDraft;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A shop of the file: drafts as the API takes them, but resources by name and days from today. */
record DemoShop(
        Business.Draft business,
        List<Opening> hours,
        List<Resource.Draft> resources,
        List<ObjectNode> services,
        @Nullable List<DayOff> daysOff,
        int bookingsPerDay) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** {@code days}: one, or a range that may pass the end of the week. */
    record Opening(
            String days,
            String open,
            String close,
            @Nullable String resource) {

        private Stream<HoursDraft.Weekly> rules(Map<String, String> resourceIds) {
            String[] ends = days.split("-");
            DayOfWeek first = DayOfWeek.valueOf(ends[0]);
            int count = Math.floorMod(DayOfWeek.valueOf(ends[ends.length - 1]).getValue() - first.getValue(), 7) + 1;
            return Stream.iterate(first, day -> day.plus(1))
                    .limit(count)
                    .map(day -> new HoursDraft.Weekly(day.name(), open, close, id(resourceIds, resource)));
        }
    }

    /** A date, some days from today, on which the shop or one resource is away. */
    record DayOff(int in, String reason, @Nullable String resource) {}

    List<HoursDraft.@Nullable Weekly> rules(Map<String, String> resourceIds) {
        List<HoursDraft.@Nullable Weekly> rules = new ArrayList<>();
        hours.forEach(opening -> opening.rules(resourceIds).forEach(rules::add));
        return rules;
    }

    List<HoursDraft.Dated> exceptions(LocalDate today, Map<String, String> resourceIds) {
        return Stream.ofNullable(daysOff)
                .flatMap(List::stream)
                .map(day -> new HoursDraft.Dated(
                        null,
                        today.plusDays(day.in()).toString(),
                        "CLOSED",
                        null,
                        null,
                        day.reason(),
                        id(resourceIds, day.resource())))
                .toList();
    }

    List<ServiceDraft> serviceDrafts(Map<String, String> resourceIds) {
        return services.stream()
                .map(service -> withIds(service.deepCopy(), resourceIds))
                .map(service -> JSON.treeToValue(service, ServiceDraft.class))
                .toList();
    }

    private static ObjectNode withIds(ObjectNode service, Map<String, String> resourceIds) {
        service.get("requires").forEach(requirement -> {
            ArrayNode ids = ((ObjectNode) requirement).putArray("resourceIds");
            requirement.get("resources").forEach(name -> ids.add(id(resourceIds, name.asString())));
        });
        return service;
    }

    private static @Nullable String id(Map<String, String> resourceIds, @Nullable String name) {
        return name == null ? null : Objects.requireNonNull(resourceIds.get(name), name);
    }
}
