package dev.jari.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class CommentStore {
    private static final Post.Position FIRST = new Post.Position(Long.MIN_VALUE, "");
    private static final String SELECT = """
            select c.id, c.post_id, c.author_id, c.body, c.hidden, c.created_at, u.name as author_name, u.status as author_status
              from post_comment c join users u on u.id = c.author_id
            """;

    private final JdbcClient jdbc;

    CommentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Oldest first; hidden ones only to {@code userId}, who wrote them, or with {@code all}. */
    List<Comment> list(String postId, String userId, boolean all, Optional<Post.Position> after, int limit) {
        return jdbc.sql(SELECT + """
                        where c.post_id = :post and (:all or not c.hidden or c.author_id = :user)
                          and (c.created_at, c.id) > (:at, :id)
                        order by c.created_at, c.id limit :limit
                        """)
                .param("post", postId)
                .param("all", all)
                .param("user", userId)
                .param("at", after.orElse(FIRST).at())
                .param("id", after.orElse(FIRST).id())
                .param("limit", limit)
                .query(CommentStore::comment)
                .list();
    }

    Optional<Comment> byId(String postId, String id) {
        return jdbc.sql(SELECT + "where c.id = ? and c.post_id = ?")
                .params(id, postId)
                .query(CommentStore::comment)
                .optional();
    }

    private static Comment comment(ResultSet row, int number) throws SQLException {
        return new Comment(
                row.getString("id"),
                row.getString("post_id"),
                row.getString("author_id"),
                PostStore.author(row),
                row.getString("body"),
                row.getBoolean("hidden"),
                row.getLong("created_at"));
    }

    long countSince(String authorId, long since) {
        return jdbc.sql("select count(*) from post_comment where author_id = ? and created_at > ?")
                .params(authorId, since)
                .query(Long.class)
                .single();
    }

    void insert(String id, String postId, String authorId, String body, long now) {
        jdbc.sql("""
                        insert into post_comment (id, post_id, author_id, body, hidden, created_at)
                        values (?, ?, ?, ?, false, ?)
                        """).params(id, postId, authorId, body, now).update();
    }

    /** False if somebody else has hidden, restored or deleted it meanwhile. */
    boolean delete(Comment read) {
        return jdbc.sql("delete from post_comment where id = ? and hidden = ?")
                        .params(read.id(), read.hidden())
                        .update()
                == 1;
    }

    /** False if it is like that already. */
    boolean hide(String postId, String id, boolean hidden) {
        return jdbc.sql("""
                        update post_comment set hidden = :hidden
                         where id = :id and post_id = :post and hidden <> :hidden
                        """)
                        .param("id", id)
                        .param("post", postId)
                        .param("hidden", hidden)
                        .update()
                == 1;
    }
}
