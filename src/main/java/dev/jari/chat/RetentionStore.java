package dev.jari.chat;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class RetentionStore {
    private final JdbcClient jdbc;

    RetentionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Shop(String businessId, int days, long cleanedAt) {}

    Optional<Integer> days(String businessId) {
        return jdbc.sql("select days from chat_retention where business_id = ?")
                .param(businessId)
                .query(Integer.class)
                .optional();
    }

    @Transactional
    void write(String businessId, @Nullable Integer days) {
        if (days == null) {
            jdbc.sql("delete from chat_retention where business_id = ?")
                    .param(businessId)
                    .update();
        } else {
            jdbc.sql("""
                            insert into chat_retention (business_id, days, cleaned_at) values (?, ?, 0)
                            on conflict (business_id) do update set days = excluded.days, cleaned_at = 0
                            """).params(businessId, days).update();
        }
    }

    List<Shop> due(long cleanedBefore) {
        return jdbc.sql("select business_id, days, cleaned_at from chat_retention where cleaned_at < ?")
                .param(cleanedBefore)
                .query((row, number) -> new Shop(row.getString(1), row.getInt(2), row.getLong(3)))
                .list();
    }

    @Transactional
    boolean claim(Shop shop, long now) {
        return jdbc.sql("update chat_retention set cleaned_at = ? where business_id = ? and cleaned_at = ?")
                        .params(now, shop.businessId(), shop.cleanedAt())
                        .update()
                == 1;
    }

    List<String> rooms(String businessId) {
        return jdbc.sql("select id from room where business_id = ?")
                .param(businessId)
                .query((row, number) -> row.getString(1))
                .list();
    }

    /** Looks at the room's first lines only, which are its oldest. */
    @Transactional
    int deleteOldest(String roomId, long before, int limit) {
        return jdbc.sql("""
                        delete from message
                         where room_id = :room and at < :before
                           and seq in (select o.seq from message o where o.room_id = :room order by o.seq limit :limit)
                        """)
                .param("room", roomId)
                .param("before", before)
                .param("limit", limit)
                .update();
    }
}
