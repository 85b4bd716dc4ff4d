package dev.jari.business;

import dev.jari.business.Business.Category;
import dev.jari.business.Business.Status;
import dev.jari.business.Business.Suspension;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
class BusinessStore {
    static final String COLUMNS = """
            id, owner_id, slug, name, category, zone, address, latitude, longitude, description, status, suspended_at, suspension,
            created_at, updated_at\s""";
    static final String SELECT = "select " + COLUMNS + " from business ";

    private final JdbcClient jdbc;

    BusinessStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False if another shop has this slug. */
    boolean insert(Business business, String searchText) {
        return write("""
                insert into business (id, owner_id, slug, name, category, zone, address, latitude, longitude, description,
                                      status, search_text, created_at, updated_at)
                values (:id, :owner, :slug, :name, :category, :zone, :address, :latitude, :longitude, :description,
                        :status, :search, :created, :updated)
                on conflict (slug) do nothing
                """, business, searchText);
    }

    void update(Business business, String searchText) {
        write("""
                update business
                   set name = :name, category = :category, zone = :zone, address = :address, latitude = :latitude,
                       longitude = :longitude, description = :description, status = :status, search_text = :search,
                       updated_at = :updated
                 where id = :id
                """, business, searchText);
    }

    private boolean write(String sql, Business business, String searchText) {
        Map<String, Object> written = JsonMapper.shared().convertValue(business.draft(), new TypeReference<>() {});
        return jdbc.sql(sql)
                        .params(written)
                        .param("id", business.id())
                        .param("owner", business.ownerId())
                        .param("slug", business.slug())
                        .param("search", searchText)
                        .param("created", business.createdAt())
                        .param("updated", business.updatedAt())
                        .update()
                == 1;
    }

    void close(String id) {
        jdbc.sql("update business set status = 'CLOSED' where id = :id")
                .param("id", id)
                .update();
    }

    /** False if it is as it should become. */
    boolean suspend(String id, @Nullable Suspension suspension) {
        return jdbc.sql("""
                        update business set suspended_at = :at, suspension = :reason
                         where id = :id and (suspended_at is null) <> (:at is null)
                        """)
                        .param("id", id)
                        .param("at", suspension == null ? null : suspension.at(), Types.BIGINT)
                        .param("reason", suspension == null ? null : suspension.reason(), Types.VARCHAR)
                        .update()
                == 1;
    }

    Optional<Business> byId(String id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(BusinessStore::business)
                .optional();
    }

    Optional<Business> byIdOrSlug(String idOrSlug) {
        return jdbc
                .sql(SELECT + "where id = :it or slug = :it order by case when id = :it then 0 else 1 end")
                .param("it", idOrSlug)
                .query(BusinessStore::business)
                .stream()
                .findFirst();
    }

    /** Holds the row until the transaction ends, and answers it as it then is. */
    Business lock(String id, long now) {
        return jdbc.sql("update business set updated_at = :now where id = :id returning " + COLUMNS)
                .param("now", now)
                .param("id", id)
                .query(BusinessStore::business)
                .single();
    }

    Map<String, String> names(Collection<String> ids) {
        Map<String, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, name from business where id in (:ids)")
                    .param("ids", ids)
                    .query((rs, row) -> names.put(rs.getString("id"), rs.getString("name")))
                    .list();
        }
        return names;
    }

    /** Of the module that stands on this one we read the names, for the search, and whether there are any. */
    List<String> serviceNames(String businessId) {
        return jdbc.sql("select name from service where business_id = :id and active order by created_at, id")
                .param("id", businessId)
                .query((rs, row) -> rs.getString("name"))
                .list();
    }

    boolean hasServices(String businessId) {
        return jdbc.sql("select exists (select 1 from service where business_id = :id)")
                .param("id", businessId)
                .query(Boolean.class)
                .single();
    }

    List<Business> ownedBy(String userId) {
        return jdbc.sql(SELECT + "where owner_id = :owner order by created_at, id")
                .param("owner", userId)
                .query(BusinessStore::business)
                .list();
    }

    static Business business(ResultSet rs, int row) throws SQLException {
        double latitude = rs.getDouble("latitude");
        Place place = rs.wasNull() ? null : new Place(latitude, rs.getDouble("longitude"));
        return new Business(
                rs.getString("id"),
                rs.getString("owner_id"),
                rs.getString("slug"),
                rs.getString("name"),
                Category.valueOf(rs.getString("category")),
                ZoneId.of(rs.getString("zone")),
                rs.getString("address"),
                place,
                rs.getString("description"),
                Status.valueOf(rs.getString("status")),
                suspension(rs),
                rs.getLong("created_at"),
                rs.getLong("updated_at"));
    }

    private static @Nullable Suspension suspension(ResultSet rs) throws SQLException {
        long at = rs.getLong("suspended_at");
        return rs.wasNull() ? null : new Suspension(at, rs.getString("suspension"));
    }
}
