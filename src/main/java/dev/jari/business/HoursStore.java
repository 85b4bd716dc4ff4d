package dev.jari.business;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.jari.business.OpeningHours.Exceptional;
import dev.jari.business.OpeningHours.Kind;
import dev.jari.business.OpeningHours.Minutes;
import dev.jari.business.OpeningHours.Rule;
import dev.jari.web.Ids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HoursStore {
    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate batches;

    HoursStore(JdbcClient jdbc, NamedParameterJdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** A weekly rule of a shop, or of one of its resources. */
    record Weekly(String businessId, @Nullable String resourceId, Rule rule) {

        private String owner() {
            return Objects.requireNonNullElse(resourceId, businessId);
        }
    }

    /** A date that differs, of a shop or of one of its resources. */
    record Dated(String id, String businessId, @Nullable String resourceId, Exceptional exception) {

        private String owner() {
            return Objects.requireNonNullElse(resourceId, businessId);
        }
    }

    List<Weekly> weekly(String businessId) {
        return jdbc.sql("select * from opening_rule where business_id = :business order by id")
                .param("business", businessId)
                .query(HoursStore::weekly)
                .list();
    }

    void replaceWeekly(String businessId, List<Weekly> rules) {
        jdbc.sql("delete from opening_rule where business_id = :business")
                .param("business", businessId)
                .update();
        MapSqlParameterSource[] rows = rules.stream()
                .map(weekly -> new MapSqlParameterSource("id", Ids.next())
                        .addValue("business", businessId)
                        .addValue("resource", weekly.resourceId())
                        .addValue("day", weekly.rule().day().name())
                        .addValue("open", weekly.rule().openMinute())
                        .addValue("close", weekly.rule().closeMinute()))
                .toArray(MapSqlParameterSource[]::new);
        batches.batchUpdate("""
                insert into opening_rule (id, business_id, resource_id, day, open_minute, close_minute)
                values (:id, :business, :resource, :day, :open, :close)
                """, rows);
    }

    List<Dated> dated(String businessId) {
        return jdbc.sql("select * from opening_exception where business_id = :business order by date, id")
                .param("business", businessId)
                .query(HoursStore::dated)
                .list();
    }

    Optional<Dated> dated(String businessId, String id) {
        return jdbc.sql("select * from opening_exception where id = :id and business_id = :business")
                .param("id", id)
                .param("business", businessId)
                .query(HoursStore::dated)
                .optional();
    }

    void save(Dated dated, long now) {
        Optional<Minutes> minutes = dated.exception().minutes();
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
                .param("date", dated.exception().date().toString())
                .param("kind", dated.exception().kind().name())
                .param("open", minutes.map(Minutes::open).orElse(null))
                .param("close", minutes.map(Minutes::close).orElse(null))
                .param("reason", dated.exception().reason())
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

    /** The calendars of one shop, as they matter from this date on: the shop's under its own id, its resources' under theirs. */
    Map<String, OpeningHours> calendars(String businessId, LocalDate from) {
        return calendars(
                weekly(businessId),
                jdbc.sql(
                                "select * from opening_exception where business_id = :business and date >= :from order by date, id")
                        .param("business", businessId)
                        .param("from", from.toString())
                        .query(HoursStore::dated)
                        .list());
    }

    /** The shops' own calendars around one instant. */
    Map<String, OpeningHours> ofShops(Collection<String> businessIds, long instant) {
        if (businessIds.isEmpty()) {
            return Map.of();
        }
        List<Weekly> rules = jdbc.sql("select * from opening_rule where business_id in (:ids) and resource_id is null")
                .param("ids", businessIds)
                .query(HoursStore::weekly)
                .list();
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(instant), ZoneOffset.UTC);
        List<Dated> exceptions = jdbc.sql("""
                        select * from opening_exception
                         where business_id in (:ids) and resource_id is null and date between :from and :to
                        """)
                .param("ids", businessIds)
                .param("from", date.minusDays(3).toString())
                .param("to", date.plusDays(2).toString())
                .query(HoursStore::dated)
                .list();
        return calendars(rules, exceptions);
    }

    private static Map<String, OpeningHours> calendars(List<Weekly> rules, List<Dated> exceptions) {
        Map<String, List<Rule>> weeks =
                rules.stream().collect(groupingBy(Weekly::owner, mapping(Weekly::rule, toList())));
        Map<String, List<Exceptional>> dates =
                exceptions.stream().collect(groupingBy(Dated::owner, mapping(Dated::exception, toList())));
        return Stream.of(weeks, dates)
                .flatMap(owners -> owners.keySet().stream())
                .distinct()
                .collect(toMap(
                        Function.identity(),
                        owner -> OpeningHours.of(
                                weeks.getOrDefault(owner, List.of()), dates.getOrDefault(owner, List.of()))));
    }

    private static Weekly weekly(ResultSet rs, int row) throws SQLException {
        return new Weekly(
                rs.getString("business_id"),
                rs.getString("resource_id"),
                new Rule(DayOfWeek.valueOf(rs.getString("day")), rs.getInt("open_minute"), rs.getInt("close_minute")));
    }

    private static Dated dated(ResultSet rs, int row) throws SQLException {
        int open = rs.getInt("open_minute");
        Optional<Minutes> minutes =
                rs.wasNull() ? Optional.empty() : Optional.of(new Minutes(open, rs.getInt("close_minute")));
        return new Dated(
                rs.getString("id"),
                rs.getString("business_id"),
                rs.getString("resource_id"),
                new Exceptional(
                        LocalDate.parse(rs.getString("date")),
                        Kind.valueOf(rs.getString("kind")),
                        minutes,
                        rs.getString("reason")));
    }
}
