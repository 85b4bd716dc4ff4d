package dev.jari.capacity;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Recomputes every cell from the claims: what {@code ./jari verify} prints and what two metrics show. */
@Component
@Transactional(readOnly = true)
public class CellAudit {
    private static final int AT_ONCE = 50;
    /** After every id. */
    private static final String END = "z";

    private static final String RECOMPUTED = """
            with recursive part (resource_id, cell, step, quantity, hard_from, hard_to, last_cell) as (
                select resource_id, first_cell, step, quantity, hard_from, hard_to, last_cell
                  from claim where released = false and last_cell > :since and resource_id > :after and resource_id <= :last
                union all
                select resource_id, cell + step, step, quantity, hard_from, hard_to, last_cell
                  from part where cell + step < last_cell),
            both_sides (resource_id, cell, hard, soft, hard_claimed, soft_claimed, cap) as (
                select resource_id, cell, 0, 0,
                       case when cell >= hard_from and cell < hard_to then quantity else 0 end,
                       case when cell >= hard_from and cell < hard_to then 0 else 1 end, 0
                  from part where cell >= :since
                union all
                select resource_id, cell, hard, soft, 0, 0, cap from capacity_cell
                 where cell >= :since and resource_id > :after and resource_id <= :last)
            select resource_id, cell, sum(hard) as hard, sum(soft) as soft, sum(hard_claimed) as hard_claimed,
                   sum(soft_claimed) as soft_claimed, sum(cap) as cap
              from both_sides group by resource_id, cell
            """;

    private final JdbcClient jdbc;
    private final PastCells past;

    CellAudit(JdbcClient jdbc, PastCells past) {
        this.jdbc = jdbc;
        this.past = past;
    }

    /** A cell that is not what the claims make it, or holds more than it may. */
    public record Finding(String resourceId, long cell, int hard, int soft, int hardClaimed, int softClaimed, int cap) {

        public boolean overbooked() {
            return Math.max(hard, hardClaimed) > cap;
        }
    }

    /** At most {@code limit} findings among the cells that begin at or after the slot {@code since} and are not swept. */
    public List<Finding> findings(long since, int limit) {
        long from = Math.max(since, past.sweptUntil());
        List<Finding> findings = new ArrayList<>();
        String after = "";
        while (!after.equals(END) && findings.size() < limit) {
            String last = lastOfNext(after);
            findings.addAll(among(after, last, from, limit - findings.size()));
            after = last;
        }
        return findings;
    }

    /** All at once, a million bookings would take SQLite 128 MB, which an instance has not. */
    private String lastOfNext(String after) {
        return jdbc.sql("select id from resource where id > ? order by id limit 1 offset ?")
                .params(after, AT_ONCE - 1)
                .query(String.class)
                .optional()
                .orElse(END);
    }

    private List<Finding> among(String after, String last, long since, int limit) {
        return jdbc.sql("select * from (" + RECOMPUTED + """
                        ) c where hard <> hard_claimed or soft <> soft_claimed or hard > cap or hard_claimed > cap
                               or (soft > 0 and hard >= cap and cap > 0)
                        order by resource_id, cell limit :limit
                        """)
                .param("since", since)
                .param("after", after)
                .param("last", last)
                .param("limit", limit)
                .query(new SimplePropertyRowMapper<>(Finding.class))
                .list();
    }

    public long cells() {
        return jdbc.sql("select count(*) from capacity_cell").query(Long.class).single();
    }
}
