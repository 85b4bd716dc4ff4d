package dev.jari.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReportStore {
    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A report with what it is about, as that is now; {@code text} is null once the comment is deleted. */
    record Report(
            String id,
            String postId,
            @Nullable String commentId,
            String reporterId,
            String reason,
            String title,
            @Nullable String text,
            boolean hidden,
            long at,
            @Nullable Long closedAt) {}

    /** The id of the report: of the first one, if this person has reported this before. */
    String insert(String id, String postId, @Nullable String commentId, String reporterId, String reason, long now) {
        return jdbc.sql("""
                        insert into post_report (id, post_id, comment_id, reporter_id, reason, created_at)
                        values (:id, :post, :comment, :reporter, :reason, :now)
                        on conflict (reporter_id, post_id, comment_id) do update set reason = excluded.reason
                        returning id
                        """)
                .param("id", id)
                .param("post", postId)
                .param("comment", commentId == null ? "" : commentId)
                .param("reporter", reporterId)
                .param("reason", reason)
                .param("now", now)
                .query(String.class)
                .single();
    }

    /** Oldest first; only those that nobody has closed, unless {@code all}. */
    List<Report> list(boolean all, Optional<Post.Position> after, int limit) {
        return jdbc.sql("""
                        select r.*, p.title, coalesce(c.hidden, p.hidden) as hidden,
                               substr(case when r.comment_id = '' then p.body else c.body end, 1, 300) as text
                          from post_report r
                          join post p on p.id = r.post_id
                          left join post_comment c on c.id = r.comment_id
                         where (:all or r.closed_at is null) and (r.created_at, r.id) > (:at, :id)
                         order by r.created_at, r.id limit :limit
                        """)
                .param("all", all)
                .param("at", after.map(Post.Position::at).orElse(Long.MIN_VALUE))
                .param("id", after.map(Post.Position::id).orElse(""))
                .param("limit", limit)
                .query(ReportStore::report)
                .list();
    }

    private static Report report(ResultSet row, int number) throws SQLException {
        String comment = row.getString("comment_id");
        long closed = row.getLong("closed_at");
        return new Report(
                row.getString("id"),
                row.getString("post_id"),
                comment.isEmpty() ? null : comment,
                row.getString("reporter_id"),
                row.getString("reason"),
                row.getString("title"),
                row.getString("text"),
                row.getBoolean("hidden"),
                row.getLong("created_at"),
                closed == 0 ? null : closed);
    }

    /** False if there is no such open report. */
    boolean close(String id, long now) {
        return jdbc.sql("update post_report set closed_at = ? where id = ? and closed_at is null")
                        .params(now, id)
                        .update()
                == 1;
    }

    /** Those about this post or, with an id, about this comment. */
    void closeAbout(String postId, @Nullable String commentId, long now) {
        jdbc.sql("update post_report set closed_at = ? where post_id = ? and comment_id = ? and closed_at is null")
                .params(now, postId, commentId == null ? "" : commentId)
                .update();
    }
}
