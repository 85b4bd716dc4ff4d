package dev.jari.admin;

import dev.jari.business.Business.Category;
import dev.jari.user.User;
import dev.jari.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ShopStore {
    private static final String SHOP = """
            select b.id, b.slug, b.name, b.category, b.zone, b.address, b.description, b.status, b.owner_id, b.suspended_at,
                   b.suspension, b.created_at, u.name as owner_name, u.email as owner_email, u.status as owner_status
              from business b join users u on u.id = b.owner_id
             where\s""";

    private final JdbcClient jdbc;

    ShopStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Shop> find(Shop.Query query, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> params = new HashMap<>(Map.of("limit", limit));
        if (query.q() != null && !query.q().isBlank()) {
            conditions.add(
                    "(b.id = :whole or b.owner_id = :whole or b.slug = :whole or " + words(query.q(), params) + ")");
            params.put("whole", query.q().strip());
        }
        if (query.state() != null) {
            conditions.add(query.state().condition);
        }
        Page.position(query.cursor()).ifPresent(position -> {
            conditions.add("(b.created_at, b.id) < (:after, :afterId)");
            params.putAll(PersonStore.after(position));
        });
        return jdbc.sql(SHOP + String.join(" and ", conditions) + " order by b.created_at desc, b.id desc limit :limit")
                .params(params)
                .query(ShopStore::shop)
                .list();
    }

    private static String words(String q, Map<String, Object> params) {
        String[] words = Normalizer.normalize(q, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .split("\\s+");
        List<String> conditions = new ArrayList<>();
        for (String word : words) {
            String name = "word" + conditions.size();
            conditions.add("b.search_text like :" + name + " escape '!'");
            params.put(name, "%" + word.replaceAll("[!%_]", "!$0") + "%");
        }
        return "(" + String.join(" and ", conditions) + ")";
    }

    Optional<Shop.Detail> byId(String id, long now) {
        return jdbc.sql(SHOP + "b.id = ?")
                .param(id)
                .query((row, number) -> detail(row, number, figures(id, now)))
                .optional();
    }

    private Shop.Figures figures(String id, long now) {
        return jdbc.sql("""
                        select (select count(*) from service where business_id = :id and active) as services,
                               (select count(*) from resource where business_id = :id and active) as resources,
                               (select count(*) from reservation where business_id = :id and start_at >= :now
                                   and state in ('HELD', 'PENDING', 'CONFIRMED')) as upcoming,
                               count(*) as reservations,
                               sum(case when state = 'CANCELLED' then 1 else 0 end) as cancelled,
                               sum(case when state = 'NO_SHOW' then 1 else 0 end) as no_shows
                          from reservation where business_id = :id
                        """)
                .param("id", id)
                .param("now", now)
                .query((row, number) -> new Shop.Figures(
                        row.getLong("services"),
                        row.getLong("resources"),
                        row.getLong("upcoming"),
                        row.getLong("reservations"),
                        row.getLong("cancelled"),
                        row.getLong("no_shows")))
                .single();
    }

    private static Shop shop(ResultSet row, int number) throws SQLException {
        return new Shop(
                row.getString("id"),
                row.getString("slug"),
                row.getString("name"),
                Category.valueOf(row.getString("category")),
                suspendedAt(row) == null ? Shop.State.valueOf(row.getString("status")) : Shop.State.SUSPENDED,
                row.getString("owner_id"),
                row.getString("owner_name"),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    private static Shop.Detail detail(ResultSet row, int number, Shop.Figures figures) throws SQLException {
        return new Shop.Detail(
                shop(row, number),
                row.getString("zone"),
                row.getString("address"),
                row.getString("description"),
                suspendedAt(row),
                row.getString("suspension"),
                User.emailIn(row.getString("owner_email")),
                User.Status.valueOf(row.getString("owner_status")),
                figures);
    }

    private static @Nullable Instant suspendedAt(ResultSet row) throws SQLException {
        long at = row.getLong("suspended_at");
        return row.wasNull() ? null : Instant.ofEpochMilli(at);
    }
}
