package dev.jari.job;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets old runs, but never when a job last came to its end. */
@Component
@Order(90)
class History implements Sweep {
    private static final String OF_STEPS =
            "step_execution_id in (select step_execution_id from batch_step_execution where job_execution_id in (:runs))";
    private static final List<String> FIRST_TO_LAST = List.of(
            "delete from batch_step_execution_context where " + OF_STEPS,
            "delete from batch_step_execution where job_execution_id in (:runs)",
            "delete from batch_job_execution_context where job_execution_id in (:runs)",
            "delete from batch_job_execution_params where job_execution_id in (:runs)",
            "delete from batch_job_execution where job_execution_id in (:runs)",
            """
            delete from batch_job_instance where job_instance_id in (:instances) and not exists (
                select 1 from batch_job_execution e where e.job_instance_id = batch_job_instance.job_instance_id)
            """);

    private final JdbcClient jdbc;
    private final JobSettings settings;
    private final Clock clock;

    History(JdbcClient jdbc, JobSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Job job() {
        return Job.ARCHIVE;
    }

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public int delete(int limit) {
        Timestamp before = Timestamp.from(clock.instant().minus(settings.history()));
        Map<Long, Long> runs = new HashMap<>();
        jdbc.sql("""
                        select job_execution_id, job_instance_id from batch_job_execution
                         where create_time < ? and end_time is not null and job_execution_id not in (
                            select max(e.job_execution_id) from batch_job_execution e
                              join batch_job_instance i on i.job_instance_id = e.job_instance_id
                             where e.status = 'COMPLETED' group by i.job_name)
                         order by job_execution_id limit ?
                        """).params(before, limit).query(row -> {
            runs.put(row.getLong(1), row.getLong(2));
        });
        if (!runs.isEmpty()) {
            Map<String, ?> values = Map.of("runs", runs.keySet(), "instances", Set.copyOf(runs.values()));
            FIRST_TO_LAST.forEach(sql -> jdbc.sql(sql).params(values).update());
        }
        return runs.size();
    }
}
