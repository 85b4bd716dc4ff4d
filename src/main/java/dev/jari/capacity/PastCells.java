package dev.jari.capacity;

import dev.jari.job.Job;
import dev.jari.job.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deletes cells a week after they were past: nobody books there any more. The claims stay, for they say who served; that their cells
 * are gone is noted with the first of them, so that it is neither drift nor a reason to give anything back.
 */
@Component
@Transactional(readOnly = true)
public class PastCells implements Work {
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int RESOURCES = 50;
    private static final int CELLS = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    PastCells(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.PAST_CELLS;
    }

    @Override
    public String name() {
        return "cells";
    }

    /** The position is a resource whose cells, and those of all before it, are done. */
    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public Done next(String position) {
        long until = Slots.at(clock.millis() - KEPT.toMillis());
        jdbc.sql("update capacity_horizon set swept_until = :until where id = 1 and swept_until < :until")
                .param("until", until)
                .update();
        List<String> resources = jdbc.sql("select id from resource where id > ? order by id limit ?")
                .params(position, RESOURCES)
                .query((row, number) -> row.getString(1))
                .list();
        int deleted = 0;
        String reached = position;
        for (String resource : resources) {
            int more = delete(resource, until, CELLS - deleted);
            deleted += more;
            if (deleted == CELLS) {
                return Done.andMore(deleted, reached);
            }
            reached = resource;
        }
        return resources.size() < RESOURCES ? Done.atLast(deleted) : Done.andMore(deleted, reached);
    }

    private int delete(String resource, long until, int limit) {
        return jdbc.sql("""
                        delete from capacity_cell where resource_id = :resource and cell in (
                            select cell from capacity_cell where resource_id = :resource and cell < :until
                             order by cell limit :limit)
                        """)
                .param("resource", resource)
                .param("until", until)
                .param("limit", limit)
                .update();
    }

    /** There are no cells before this slot. */
    long sweptUntil() {
        return jdbc.sql("select swept_until from capacity_horizon where id = 1")
                .query(Long.class)
                .single();
    }

    /** The same for who gives these back; asks only where it may matter. */
    long sweptUntil(List<Claim> claims) {
        long first = claims.stream().mapToLong(Claim::first).min().orElse(Long.MAX_VALUE);
        return first >= Slots.at(clock.millis()) ? Long.MIN_VALUE : sweptUntil();
    }
}
