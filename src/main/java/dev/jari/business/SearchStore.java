package dev.jari.business;

import dev.jari.business.Search.Found;
import dev.jari.web.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The search's SQL: one page by keyset, newest or nearest first. */
@Repository
class SearchStore {
    private static final Pattern POSITION = Pattern.compile("(new|near) ([0-9.E-]{1,30}) ([0-9a-f-]{36})");

    private final JdbcClient jdbc;

    SearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Criteria(
            List<String> words,
            @Nullable String category,
            @Nullable Place near,
            int radius,
            @Nullable String ownerId) {}

    List<Found> find(Criteria criteria, Optional<String> after, int limit) {
        Map<String, Object> params = new HashMap<>();
        params.put("limit", limit);
        String where = where(criteria, params);
        Place near = criteria.near();
        return near == null ? newest(where, after, params) : nearest(where, near, criteria.radius(), after, params);
    }

    private static String where(Criteria criteria, Map<String, Object> params) {
        List<String> conditions = new ArrayList<>();
        if (criteria.ownerId() != null) {
            conditions.add("owner_id = :owner");
            params.put("owner", criteria.ownerId());
        } else {
            conditions.add("status = 'OPEN' and suspended_at is null");
        }
        if (criteria.category() != null) {
            conditions.add("category = :category");
            params.put("category", criteria.category());
        }
        for (String word : criteria.words()) {
            String name = "word" + params.size();
            conditions.add("search_text like :" + name + " escape '!'");
            params.put(name, "%" + word.replaceAll("[!%_]", "!$0") + "%");
        }
        return String.join(" and ", conditions);
    }

    private List<Found> newest(String where, Optional<String> after, Map<String, Object> params) {
        String keyset = after(after, "new", Long::valueOf, params) ? " and (created_at, id) < (:after, :afterId)" : "";
        String sql =
                BusinessStore.SELECT + "where " + where + keyset + " order by created_at desc, id desc limit :limit";
        return jdbc.sql(sql)
                .params(params)
                .query((rs, row) -> {
                    Business business = BusinessStore.business(rs, row);
                    return new Found(business, null, "new " + business.createdAt() + " " + business.id());
                })
                .list();
    }

    /**
     * The box lets the index find the candidates; among them the order is by the squared distance on a plane, in degrees of
     * latitude, which both databases compute alike. Longitudes are taken the short way round.
     */
    private List<Found> nearest(
            String where, Place near, int radius, Optional<String> after, Map<String, Object> params) {
        double reach = radius / Place.METERS_PER_DEGREE;
        double shrink = Math.cos(Math.toRadians(near.latitude()));
        params.put("lat", near.latitude());
        params.put("lon", near.longitude());
        params.put("shrink", shrink * shrink);
        params.put("south", near.latitude() - reach);
        params.put("north", near.latitude() + reach);
        params.put("reach", reach * reach);
        String keyset = after(after, "near", Double::valueOf, params) ? " and (distance, id) > (:after, :afterId)" : "";
        String sql = """
                select * from (
                    select %s,
                           (latitude - :lat) * (latitude - :lat)
                               + case when abs(longitude - :lon) > 180
                                      then (360 - abs(longitude - :lon)) * (360 - abs(longitude - :lon))
                                      else (longitude - :lon) * (longitude - :lon) end * :shrink as distance
                      from business
                     where latitude between :south and :north and %s and %s) as candidate
                 where distance <= :reach%s
                 order by distance, id limit :limit
                """.formatted(
                        BusinessStore.COLUMNS, longitudes(near, reach / Math.max(shrink, 1e-6), params), where, keyset);
        return jdbc.sql(sql)
                .params(params)
                .query((rs, row) -> {
                    Business business = BusinessStore.business(rs, row);
                    Place place = new Place(rs.getDouble("latitude"), rs.getDouble("longitude"));
                    return new Found(
                            business,
                            Math.round(near.metersTo(place)),
                            "near " + rs.getDouble("distance") + " " + business.id());
                })
                .list();
    }

    /** A box that crosses the date line is two; one that holds a pole is all around. */
    private static String longitudes(Place near, double reach, Map<String, Object> params) {
        double west = near.longitude() - reach;
        double east = near.longitude() + reach;
        if (reach >= 180) {
            return "longitude is not null";
        }
        params.put("west", west < -180 ? west + 360 : west);
        params.put("east", east > 180 ? east - 360 : east);
        return west < -180 || east > 180
                ? "(longitude >= :west or longitude <= :east)"
                : "longitude between :west and :east";
    }

    /** Whether the page begins behind a position; its parts are then among the parameters. */
    private static boolean after(
            Optional<String> position, String order, Function<String, Number> rank, Map<String, Object> params) {
        if (position.isEmpty()) {
            return false;
        }
        Matcher parts = POSITION.matcher(position.get());
        if (!parts.matches() || !parts.group(1).equals(order)) {
            throw Page.invalidCursor();
        }
        try {
            params.put("after", rank.apply(parts.group(2)));
        } catch (NumberFormatException e) {
            throw Page.invalidCursor();
        }
        params.put("afterId", parts.group(3));
        return true;
    }
}
