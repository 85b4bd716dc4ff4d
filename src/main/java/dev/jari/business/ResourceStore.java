package dev.jari.business;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ResourceStore {
    private static final String SELECT =
            "select id, business_id, name, kind, capacity, cell_seconds, active from resource ";

    private final JdbcClient jdbc;

    ResourceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts the resource, or updates all of it but its grain. */
    void save(Resource resource, long now) {
        jdbc.sql("""
                        insert into resource (id, business_id, name, kind, capacity, cell_seconds, active, created_at)
                        values (:id, :business, :name, :kind, :capacity, :cell, :active, :now)
                        on conflict (id) do update
                           set name = excluded.name, kind = excluded.kind, capacity = excluded.capacity,
                               active = excluded.active
                        """)
                .param("id", resource.id())
                .param("business", resource.businessId())
                .param("name", resource.name())
                .param("kind", resource.kind().name())
                .param("capacity", resource.capacity())
                .param("cell", resource.cellMinutes() * 60)
                .param("active", resource.active())
                .param("now", now)
                .update();
    }

    /** False if the shop has no such resource. */
    boolean withdraw(String businessId, String id) {
        return jdbc.sql("update resource set active = false where id = :id and business_id = :business")
                        .param("id", id)
                        .param("business", businessId)
                        .update()
                == 1;
    }

    Optional<Resource> byId(String businessId, String id) {
        return jdbc.sql(SELECT + "where id = :id and business_id = :business")
                .param("id", id)
                .param("business", businessId)
                .query(ResourceStore::resource)
                .optional();
    }

    List<Resource> of(String businessId) {
        return jdbc.sql(SELECT + "where business_id = :business order by created_at, id")
                .param("business", businessId)
                .query(ResourceStore::resource)
                .list();
    }

    private static Resource resource(ResultSet rs, int row) throws SQLException {
        return new Resource(
                rs.getString("id"),
                rs.getString("business_id"),
                rs.getString("name"),
                Resource.Kind.valueOf(rs.getString("kind")),
                rs.getInt("capacity"),
                rs.getInt("cell_seconds") / 60,
                rs.getBoolean("active"));
    }
}
