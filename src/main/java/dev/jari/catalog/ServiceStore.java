package dev.jari.catalog;

import dev.jari.catalog.Service.Price;
import dev.jari.catalog.Service.Requirement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

@Repository
class ServiceStore {
    /** The columns are named like the members. */
    private static final JsonMapper COLUMNS = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String SELECT = """
            select id, business_id, name, description, duration_minutes, step_minutes, buffer_before_minutes,
                   buffer_after_minutes, shared_buffer, mode, min_party, max_party, lead_minutes, horizon_days, hold_minutes,
                   cancel_before_minutes, price_amount, price_currency, waitlist, active
              from service\s""";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    ServiceStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** All services of a shop, withdrawn ones too, in the order in which they were added. */
    List<Service> of(String businessId) {
        Map<String, Map<String, List<String>>> requirements = requirements(businessId);
        return jdbc
                .sql(SELECT + "where business_id = :business order by created_at, id")
                .param("business", businessId)
                .query()
                .listOfRows()
                .stream()
                .map(row -> service(row, requirements.getOrDefault(String.valueOf(row.get("id")), Map.of())))
                .toList();
    }

    private Map<String, Map<String, List<String>>> requirements(String businessId) {
        Map<String, Map<String, List<String>>> requirements = new HashMap<>();
        jdbc.sql(
                        "select service_id, role, resource_id from service_resource where business_id = :business order by service_id, position")
                .param("business", businessId)
                .query((rs, row) -> requirements
                        .computeIfAbsent(rs.getString("service_id"), id -> new LinkedHashMap<>())
                        .computeIfAbsent(rs.getString("role"), role -> new ArrayList<>())
                        .add(rs.getString("resource_id")))
                .list();
        return requirements;
    }

    /** Inserts the service, or updates it with its requirements replaced. */
    void save(Service service, long now) {
        Map<String, Object> columns = COLUMNS.convertValue(service, new TypeReference<>() {});
        Optional<Price> price = Optional.ofNullable(service.price());
        jdbc.sql("""
                        insert into service (id, business_id, name, description, duration_minutes, step_minutes,
                                             buffer_before_minutes, buffer_after_minutes, shared_buffer, mode, min_party,
                                             max_party, lead_minutes, horizon_days, hold_minutes, cancel_before_minutes,
                                             price_amount, price_currency, waitlist, active, created_at)
                        values (:id, :business_id, :name, :description, :duration_minutes, :step_minutes,
                                :buffer_before_minutes, :buffer_after_minutes, :shared_buffer, :mode, :min_party,
                                :max_party, :lead_minutes, :horizon_days, :hold_minutes, :cancel_before_minutes,
                                :price_amount, :price_currency, :waitlist, :active, :created_at)
                        on conflict (id) do update
                           set name = excluded.name, description = excluded.description,
                               duration_minutes = excluded.duration_minutes, step_minutes = excluded.step_minutes,
                               buffer_before_minutes = excluded.buffer_before_minutes,
                               buffer_after_minutes = excluded.buffer_after_minutes,
                               shared_buffer = excluded.shared_buffer, mode = excluded.mode,
                               min_party = excluded.min_party, max_party = excluded.max_party,
                               lead_minutes = excluded.lead_minutes, horizon_days = excluded.horizon_days,
                               hold_minutes = excluded.hold_minutes,
                               cancel_before_minutes = excluded.cancel_before_minutes,
                               price_amount = excluded.price_amount, price_currency = excluded.price_currency,
                               waitlist = excluded.waitlist, active = excluded.active
                        """)
                .params(columns)
                .param("price_amount", price.map(Price::amount).orElse(null))
                .param("price_currency", price.map(Price::currency).orElse(null))
                .param("created_at", now)
                .update();
        saveRequirements(service);
    }

    private void saveRequirements(Service service) {
        jdbc.sql("delete from service_resource where service_id = :service")
                .param("service", service.id())
                .update();
        List<MapSqlParameterSource> rows = new ArrayList<>();
        for (Requirement requirement : service.requires()) {
            for (String resourceId : requirement.resourceIds()) {
                rows.add(new MapSqlParameterSource("service", service.id())
                        .addValue("role", requirement.role())
                        .addValue("resource", resourceId)
                        .addValue("business", service.businessId())
                        .addValue("position", rows.size()));
            }
        }
        batches.batchUpdate("""
                insert into service_resource (service_id, role, resource_id, business_id, position)
                values (:service, :role, :resource, :business, :position)
                """, rows.toArray(MapSqlParameterSource[]::new));
    }

    /** False if the shop has no such service. */
    boolean withdraw(String businessId, String id) {
        return jdbc.sql("update service set active = false where id = :id and business_id = :business")
                        .param("id", id)
                        .param("business", businessId)
                        .update()
                == 1;
    }

    private static Service service(Map<String, @Nullable Object> row, Map<String, List<String>> requirements) {
        Map<String, @Nullable Object> members = new HashMap<>(row);
        Object amount = row.get("price_amount");
        members.put("price", amount == null ? null : Map.of("amount", amount, "currency", row.get("price_currency")));
        members.put(
                "requires",
                requirements.entrySet().stream()
                        .map(role -> new Requirement(role.getKey(), role.getValue()))
                        .toList());
        return COLUMNS.convertValue(members, Service.class);
    }
}
