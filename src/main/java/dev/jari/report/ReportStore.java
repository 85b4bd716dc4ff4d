package dev.jari.report;

import dev.jari.report.Report.Kind;
import dev.jari.report.Report.Resolution;
import dev.jari.report.Report.Thing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class ReportStore {
    private static final int COPIED = 4_000;
    private static final String SELECT = """
            select r.id, r.kind, r.subject_id, r.place_id, r.author_id, r.reporter_id, r.reason, r.title, r.body, r.created_at,
                   r.closed_at, r.resolution, r.note, a.name as author_name, u.name as reporter_name
              from report r join users a on a.id = r.author_id join users u on u.id = r.reporter_id
            """;

    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean isOpen(Kind kind, String thingId) {
        return jdbc.sql("select exists (select 1 from report where kind = ? and subject_id = ? and closed_at is null)")
                .params(kind.name(), thingId)
                .query(Boolean.class)
                .single();
    }

    /** The id of the report: of the open one, if this person has reported this before. */
    @Transactional
    String insert(String id, Thing thing, String reporterId, @Nullable String reason, long now) {
        return jdbc.sql("""
                        insert into report (id, kind, subject_id, place_id, author_id, reporter_id, reason, title, body, created_at)
                        values (:id, :kind, :subject, :place, :author, :reporter, :reason, :title, substr(:body, 1, :copied), :now)
                        on conflict (kind, subject_id, reporter_id) where closed_at is null do update set reason = excluded.reason
                        returning id
                        """)
                .param("id", id)
                .param("kind", thing.kind().name())
                .param("subject", thing.id())
                .param("place", thing.placeId())
                .param("author", thing.authorId())
                .param("reporter", reporterId)
                .param("reason", reason)
                .param("title", thing.title())
                .param("body", thing.body())
                .param("copied", COPIED)
                .param("now", now)
                .query(String.class)
                .single();
    }

    Optional<Report> byId(String id) {
        return jdbc.sql(SELECT + "where r.id = ?")
                .param(id)
                .query(ReportStore::report)
                .optional();
    }

    /** Open ones oldest first, closed ones newest first; from behind {@code (at, id)} on. */
    List<Report> list(boolean open, Optional<Position> after, int limit) {
        String page = open
                ? "where r.closed_at is null and (r.created_at, r.id) > (:at, :id) order by r.created_at, r.id"
                : "where r.closed_at is not null and (r.created_at, r.id) < (:at, :id) order by r.created_at desc, r.id desc";
        return jdbc.sql(SELECT + page + " limit :limit")
                .param("at", after.map(Position::at).orElse(open ? Long.MIN_VALUE : Long.MAX_VALUE))
                .param("id", after.map(Position::id).orElse(""))
                .param("limit", limit)
                .query(ReportStore::report)
                .list();
    }

    /** Where a page ends. */
    record Position(long at, String id) {}

    /** False if none was open. */
    @Transactional
    boolean close(
            Kind kind, String thingId, Resolution resolution, @Nullable String note, String operatorId, long now) {
        return jdbc.sql("""
                        update report set closed_at = ?, closed_by = ?, resolution = ?, note = ?
                         where kind = ? and subject_id = ? and closed_at is null
                        """)
                        .param(now)
                        .param(operatorId)
                        .param(resolution.name())
                        .param(note)
                        .param(kind.name())
                        .param(thingId)
                        .update()
                > 0;
    }

    @Transactional
    void erase(String userId) {
        jdbc.sql("delete from report where reporter_id = ? and closed_at is not null")
                .param(userId)
                .update();
        jdbc.sql("update report set title = null, body = '' where author_id = ? and closed_at is not null")
                .param(userId)
                .update();
    }

    private static Report report(ResultSet row, int number) throws SQLException {
        long closed = row.getLong("closed_at");
        String resolution = row.getString("resolution");
        return new Report(
                row.getString("id"),
                new Thing(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("subject_id"),
                        row.getString("place_id"),
                        row.getString("author_id"),
                        row.getString("title"),
                        row.getString("body")),
                row.getString("author_name"),
                row.getString("reporter_id"),
                row.getString("reporter_name"),
                row.getString("reason"),
                row.getLong("created_at"),
                closed == 0 ? null : closed,
                resolution == null ? null : Resolution.valueOf(resolution),
                row.getString("note"));
    }
}
