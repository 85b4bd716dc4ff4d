package dev.jari.business;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.jari.business.OpeningHours.Exceptional;
import dev.jari.business.OpeningHours.Kind;
import dev.jari.business.OpeningHours.Minutes;
import dev.jari.business.OpeningHours.Rule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HoursStore {
    private static final String RULES =
            "select id, business_id, resource_id, day, open_minute, close_minute from opening_rule ";
    private static final String EXCEPTIONS =
            "select id, business_id, resource_id, date, kind, open_minute, close_minute, reason from opening_exception ";

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    HoursStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A rule or an exception, of a shop or of one of its resources. */
    record Owned<T>(String id, String businessId, @Nullable String resourceId, T what) {

        private String owner() {
            return Objects.requireNonNullElse(resourceId, businessId);
        }
    }

    List<Owned<Rule>> weekly(String businessId) {
        return jdbc.sql(RULES + "where business_id = :business order by id")
                .param("business", businessId)
                .query(HoursStore::weekly)
                .list();
    }

    void replaceWeekly(String businessId, List<Owned<Rule>> rules) {
        jdbc.sql("delete from opening_rule where business_id = :business")
                .param("business", businessId)
                .update();
        MapSqlParameterSource[] rows = rules.stream()
                .map(rule -> new MapSqlParameterSource("id", rule.id())
                        .addValue("business", businessId)
                        .addValue("resource", rule.resourceId())
                        .addValue("day", rule.what().day().name())
                        .addValue("open", rule.what().openMinute())
                        .addValue("close", rule.what().closeMinute()))
                .toArray(MapSqlParameterSource[]::new);
        batches.batchUpdate("""
                insert into opening_rule (id, business_id, resource_id, day, open_minute, close_minute)
                values (:id, :business, :resource, :day, :open, :close)
                """, rows);
    }

    List<Owned<Exceptional>> dated(String businessId) {
        return jdbc.sql(EXCEPTIONS + "where business_id = :business order by date, id")
                .param("business", businessId)
                .query(HoursStore::dated)
                .list();
    }

    void save(Owned<Exceptional> dated, long now) {
        Exceptional exception = dated.what();
        Optional<Minutes> minutes = exception.minutes();
        jdbc.sql("""
                        insert into opening_exception (id, business_id, resource_id, date, kind, open_minute, close_minute,
                                                       reason, created_at)
                        values (:id, :business, :resource, :date, :kind, :open, :close, :reason, :now)
                        on conflict (id) do update
                           set resource_id = excluded.resource_id, date = excluded.date, kind = excluded.kind,
                               open_minute = excluded.open_minute, close_minute = excluded.close_minute,
                               reason = excluded.reason
                        """)
                .param("id", dated.id())
                .param("business", dated.businessId())
                .param("resource", dated.resourceId())
                .param("date", exception.date().toString())
                .param("kind", exception.kind().name())
                .param("open", minutes.map(Minutes::open).orElse(null))
                .param("close", minutes.map(Minutes::close).orElse(null))
                .param("reason", exception.reason())
                .param("now", now)
                .update();
    }

    boolean delete(String businessId, String id) {
        return jdbc.sql("delete from opening_exception where id = :id and business_id = :business")
                        .param("id", id)
                        .param("business", businessId)
                        .update()
                == 1;
    }

    /** The calendars as they matter between two dates: a shop's under its own id, its resources', if asked for, under theirs. */
    Map<String, OpeningHours> calendars(
            Collection<String> businessIds, boolean withResources, LocalDate from, LocalDate to) {
        if (businessIds.isEmpty()) {
            return Map.of();
        }
        Map<String, List<Rule>> weeks = byOwner(jdbc.sql(RULES + """
                         where business_id in (:businesses) and (resource_id is null or :withResources) order by id
                        """)
                .param("businesses", businessIds)
                .param("withResources", withResources)
                .query(HoursStore::weekly)
                .list());
        Map<String, List<Exceptional>> dates = byOwner(jdbc.sql(EXCEPTIONS + """
                         where business_id in (:businesses) and (resource_id is null or :withResources)
                           and date between :from and :to order by date, id
                        """)
                .param("businesses", businessIds)
                .param("withResources", withResources)
                .param("from", from.toString())
                .param("to", to.toString())
                .query(HoursStore::dated)
                .list());
        Set<String> owners = new HashSet<>(weeks.keySet());
        owners.addAll(dates.keySet());
        return owners.stream()
                .collect(toMap(
                        Function.identity(),
                        owner -> OpeningHours.of(
                                weeks.getOrDefault(owner, List.of()), dates.getOrDefault(owner, List.of()))));
    }

    private static <T> Map<String, List<T>> byOwner(List<Owned<T>> all) {
        return all.stream().collect(groupingBy(Owned::owner, mapping(Owned::what, toList())));
    }

    private static Owned<Rule> weekly(ResultSet rs, int row) throws SQLException {
        return owned(
                rs,
                new Rule(DayOfWeek.valueOf(rs.getString("day")), rs.getInt("open_minute"), rs.getInt("close_minute")));
    }

    private static Owned<Exceptional> dated(ResultSet rs, int row) throws SQLException {
        int open = rs.getInt("open_minute");
        Optional<Minutes> minutes =
                rs.wasNull() ? Optional.empty() : Optional.of(new Minutes(open, rs.getInt("close_minute")));
        LocalDate date = LocalDate.parse(rs.getString("date"));
        return owned(rs, new Exceptional(date, Kind.valueOf(rs.getString("kind")), minutes, rs.getString("reason")));
    }

    private static <T> Owned<T> owned(ResultSet rs, T what) throws SQLException {
        return new Owned<>(rs.getString("id"), rs.getString("business_id"), rs.getString("resource_id"), what);
    }
}
