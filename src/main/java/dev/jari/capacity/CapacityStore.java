package dev.jari.capacity;

import dev.jari.database.Database.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
class CapacityStore {
    /** Each claim cut into its cells, in the one order in which everybody locks them. */
    private static final String CELLS = """
            with recursive part (resource_id, business_id, cell, step, quantity, hard_from, hard_to, last_cell, cap) as (
                select c.resource_id, c.business_id, c.first_cell, c.step, c.quantity, c.hard_from, c.hard_to, c.last_cell,
                       r.capacity
                  from claim c join resource r on r.id = c.resource_id
                 where c.reservation_id = :booking
                union all
                select resource_id, business_id, cell + step, step, quantity, hard_from, hard_to, last_cell, cap
                  from part where cell + step < last_cell)
            insert into capacity_cell (resource_id, cell, business_id, hard, soft, cap)
            select resource_id, cell, business_id,
                   case when cell >= hard_from and cell < hard_to then quantity else 0 end,
                   case when cell >= hard_from and cell < hard_to then 0 else 1 end,
                   cap
              from part where cell >= :from order by resource_id, cell
            on conflict (resource_id, cell) do update
            """;

    private static final String CLAIM = """
            insert into claim (reservation_id, role, resource_id, business_id, quantity, step,
                               first_cell, hard_from, hard_to, last_cell, released)
            values (:booking, :role, :resource, :business, :quantity, :step, :first, :hardFrom, :hardTo, :last, false)
            """;

    private static final String TAKE = CELLS + """
              set hard = capacity_cell.hard + excluded.hard, soft = capacity_cell.soft + excluded.soft
            where capacity_cell.hard + excluded.hard <= capacity_cell.cap
              and (capacity_cell.soft + excluded.soft = 0 or capacity_cell.hard + excluded.hard < capacity_cell.cap)
            """;

    private static final String GIVE_BACK = CELLS + """
              set hard = capacity_cell.hard - excluded.hard, soft = capacity_cell.soft - excluded.soft
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    CapacityStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The claims, then their cells, as far as these have room. */
    List<Write> claim(String businessId, String bookingId, List<Claim> claims) {
        List<Write> writes = new ArrayList<>();
        for (Claim claim : claims) {
            writes.add(new Write(CLAIM, values(businessId, bookingId, claim), 1, IllegalStateException::new));
        }
        writes.add(new Write(
                TAKE,
                new MapSqlParameterSource("booking", bookingId).addValue("from", Long.MIN_VALUE),
                Claim.cells(claims),
                Capacity.NoRoom::new));
        return writes;
    }

    private static SqlParameterSource values(String businessId, String bookingId, Claim claim) {
        return new MapSqlParameterSource("booking", bookingId)
                .addValue("business", businessId)
                .addValue("role", claim.role())
                .addValue("resource", claim.resourceId())
                .addValue("quantity", claim.quantity())
                .addValue("step", claim.step())
                .addValue("first", claim.first())
                .addValue("hardFrom", claim.hardFrom())
                .addValue("hardTo", claim.hardTo())
                .addValue("last", claim.last());
    }

    /** Marks the claims as given back and answers those that were not yet. */
    List<Claim> release(String bookingId) {
        return jdbc.sql("""
                        update claim set released = true where reservation_id = ? and released = false
                        returning role, resource_id as resourceId, quantity, step, first_cell as first,
                                  hard_from as hardFrom, hard_to as hardTo, last_cell as last
                        """)
                .param(bookingId)
                .query(new SimplePropertyRowMapper<>(Claim.class))
                .list();
    }

    /** In the cells at or after {@code from}: there are none before. */
    int giveBack(String bookingId, long from) {
        return jdbc.sql(GIVE_BACK)
                .param("booking", bookingId)
                .param("from", from)
                .update();
    }

    record Cell(String resourceId, long cell, int hard, int soft) {}

    @Transactional(readOnly = true)
    List<Cell> cells(Collection<String> resourceIds, long from, long to) {
        return jdbc.sql("""
                        select resource_id, cell, hard, soft from capacity_cell
                         where resource_id in (:resources) and cell >= :from and cell < :to
                        """)
                .param("resources", resourceIds)
                .param("from", from)
                .param("to", to)
                .query((row, n) -> new Cell(row.getString(1), row.getLong(2), row.getInt(3), row.getInt(4)))
                .list();
    }

    /** Bookings to come that touch a cell in which more than {@code capacity} is taken, or as much beside a buffer. */
    List<String> bookingsAbove(String resourceId, int capacity) {
        return jdbc.sql("""
                        select distinct c.reservation_id
                          from capacity_cell x
                          join claim c on c.resource_id = x.resource_id and c.released = false
                                      and c.first_cell <= x.cell and c.last_cell > x.cell
                         where x.resource_id = ? and x.cell >= ? and (x.hard > ? or (x.soft > 0 and x.hard >= ?))
                         order by 1 limit 50
                        """)
                .params(resourceId, today(), capacity, capacity)
                .query((row, n) -> row.getString(1))
                .list();
    }

    void changeCapacity(String resourceId, int capacity) {
        jdbc.sql("update capacity_cell set cap = ? where resource_id = ? and cell >= ?")
                .params(capacity, resourceId, today())
                .update();
    }

    /** Cells of a day or less, so that what is still running is included; what is past keeps its own capacity. */
    private long today() {
        return Slots.at(clock.millis()) - 288;
    }
}
