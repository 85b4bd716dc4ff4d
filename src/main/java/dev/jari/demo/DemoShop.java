package dev.jari.demo;

import dev.jari.business.Business;
import dev.jari.business.HoursDraft;
import dev.jari.business.Resource;
import dev.jari.catalog.ServiceDraft;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A shop of the file: drafts as the API takes them, but ranges of days, and dates by days from today. */
record DemoShop(
        Business.Draft business,
        List<Opening> hours,
        List<Resource.Draft> resources,
        List<ServiceDraft> services,
        @Nullable List<DayOff> daysOff,
        int bookingsPerDay) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** {@code days}: one, or a range that may pass the end of the week. */
    record Opening(
            String days,
            String open,
            String close,
            @Nullable String resourceId) {

        private Stream<HoursDraft.Weekly> rules() {
            String[] ends = days.split("-");
            DayOfWeek first = DayOfWeek.valueOf(ends[0]);
            int count = Math.floorMod(DayOfWeek.valueOf(ends[ends.length - 1]).getValue() - first.getValue(), 7) + 1;
            return Stream.iterate(first, day -> day.plus(1))
                    .limit(count)
                    .map(day -> new HoursDraft.Weekly(day.name(), open, close, resourceId));
        }
    }

    /** A date, some days from today, on which the shop or one resource is away. */
    record DayOff(int in, String reason, @Nullable String resourceId) {

        private HoursDraft.Dated exception(LocalDate today) {
            String date = today.plusDays(in).toString();
            return new HoursDraft.Dated(null, date, "CLOSED", null, null, reason, resourceId);
        }
    }

    static DemoShop of(JsonNode shop) {
        return JSON.treeToValue(shop, DemoShop.class);
    }

    /** The file calls the resources by their names; they have ids once they are added. */
    static DemoShop of(JsonNode shop, Map<String, String> idsByName) {
        for (JsonNode one : shop.findParents("resourceId")) {
            ((ObjectNode) one).put("resourceId", id(one.get("resourceId"), idsByName));
        }
        for (JsonNode requirement : shop.findParents("resourceIds")) {
            List<JsonNode> names = List.copyOf(requirement.get("resourceIds").values());
            var ids = ((ObjectNode) requirement).putArray("resourceIds");
            names.forEach(name -> ids.add(id(name, idsByName)));
        }
        return of(shop);
    }

    private static String id(JsonNode name, Map<String, String> idsByName) {
        return Objects.requireNonNull(idsByName.get(name.asString()), name::asString);
    }

    List<HoursDraft.@Nullable Weekly> rules() {
        return hours.stream()
                .<HoursDraft.@Nullable Weekly>flatMap(Opening::rules)
                .toList();
    }

    List<HoursDraft.Dated> exceptions(LocalDate today) {
        return Objects.requireNonNullElse(daysOff, List.<DayOff>of()).stream()
                .map(day -> day.exception(today))
                .toList();
    }
}
