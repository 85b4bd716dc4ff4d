package dev.jari.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Reads Spring Batch's tables, many runs at once; it writes them itself. */
@Repository
@Transactional(readOnly = true)
class RunStore {
    private static final String RUN = """
            select e.job_execution_id, i.job_name, e.status, coalesce(e.start_time, e.create_time) as started, e.end_time,
                   coalesce(e.exit_message, '') as message
              from batch_job_execution e join batch_job_instance i on i.job_instance_id = e.job_instance_id
            """;

    private final JdbcClient jdbc;

    RunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The last run of each job that ever ran, by the job's name. */
    Map<String, Run> last() {
        Map<String, Run> last = new HashMap<>();
        jdbc.sql(RUN + """
                         where e.job_execution_id in (
                            select max(x.job_execution_id) from batch_job_execution x
                              join batch_job_instance y on y.job_instance_id = x.job_instance_id group by y.job_name)
                        """).query(RunStore::run).list().forEach(run -> last.put(run.job(), run));
        return last;
    }

    /** When each job last came to its end. */
    Map<String, Instant> completed() {
        Map<String, Instant> ends = new HashMap<>();
        jdbc.sql("""
                        select i.job_name, max(e.end_time) as ended from batch_job_execution e
                          join batch_job_instance i on i.job_instance_id = e.job_instance_id
                         where e.status = 'COMPLETED' group by i.job_name
                        """).query(row -> {
            ends.put(row.getString(1), time(row, "ended").orElseThrow());
        });
        return ends;
    }

    /** Newest first. */
    List<Run> of(Job job, long before, int limit) {
        List<Run> runs = jdbc.sql(RUN + """
                         where i.job_name = ? and e.job_execution_id < ? order by e.job_execution_id desc limit ?
                        """)
                .params(job.text(), before, limit)
                .query(RunStore::run)
                .list();
        return withSteps(runs);
    }

    Optional<Run> byId(long id) {
        List<Run> found = jdbc.sql(RUN + " where e.job_execution_id = ?")
                .param(id)
                .query(RunStore::run)
                .list();
        return withSteps(found).stream().findFirst();
    }

    private List<Run> withSteps(List<Run> runs) {
        if (runs.isEmpty()) {
            return runs;
        }
        Map<Long, List<Run.Step>> steps = new HashMap<>();
        jdbc.sql("""
                        select job_execution_id, step_name, status, write_count, commit_count, rollback_count
                          from batch_step_execution where job_execution_id in (:runs) order by step_execution_id
                        """).param("runs", runs.stream().map(Run::id).toList()).query(row -> {
            steps.computeIfAbsent(row.getLong(1), id -> new ArrayList<>())
                    .add(new Run.Step(
                            row.getString(2), row.getString(3), row.getLong(4), row.getLong(5), row.getLong(6)));
        });
        return runs.stream()
                .map(run -> run.with(steps.getOrDefault(run.id(), List.of())))
                .toList();
    }

    private static Run run(ResultSet row, int number) throws SQLException {
        return new Run(
                row.getLong("job_execution_id"),
                row.getString("job_name"),
                row.getString("status"),
                time(row, "started").orElseThrow(),
                time(row, "end_time").orElse(null),
                firstLine(row.getString("message")),
                List.of());
    }

    /** Spring Batch writes times of this machine's zone, and whole stack traces. */
    private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
    }

    private static String firstLine(String message) {
        return Objects.requireNonNullElse(message, "").lines().findFirst().orElse("");
    }
}
