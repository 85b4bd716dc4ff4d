package dev.jari.session;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class SweepStore {
    private final JdbcClient jdbc;

    SweepStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Where sessions made at this time would be in the order of ids (UUIDv7 begins with the time). */
    static String idAt(long time) {
        String hex = "%012x".formatted(time);
        return hex.substring(0, 8) + "-" + hex.substring(8);
    }

    List<String> madeBefore(long time, String after, int limit) {
        return jdbc.sql("select id from session where id > ? and id < ? order by id limit ?")
                .params(after, idAt(time), limit)
                .query((row, number) -> row.getString(1))
                .list();
    }

    @Transactional
    int deleteEnded(List<String> ids, long before) {
        return jdbc.sql("delete from session where id in (:ids) and (expires_at < :before or revoked_at < :before)")
                .param("ids", ids)
                .param("before", before)
                .update();
    }

    /** Those of these sessions that have not ended. */
    Set<String> standing(Collection<String> ids, long now) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(
                jdbc.sql("select id from session where id in (:ids) and revoked_at is null and expires_at > :now")
                        .param("ids", ids)
                        .param("now", now)
                        .query((row, number) -> row.getString(1))
                        .list());
    }
}
