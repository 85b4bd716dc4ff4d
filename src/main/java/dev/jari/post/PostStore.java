package dev.jari.post;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PostStore {
    private static final int EXCERPT = 300;

    private final JdbcClient jdbc;

    PostStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first, one more than the limit. */
    List<Post.Item> list(Post.Filter filter) {
        StringBuilder sql = new StringBuilder("""
                select p.id, p.title, substr(p.body, 1, :excerpt) as excerpt, p.author_id, u.name as author_name,
                       u.status as author_status, p.business_id, b.name as business_name, p.comments, p.likes, p.hidden,
                       p.created_at, p.updated_at
                  from post p
                  join users u on u.id = p.author_id
                  left join business b on b.id = p.business_id
                 where 1 = 1
                """);
        sql.append(filter.withHidden() ? "" : " and not p.hidden");
        sql.append(filter.businessId() == null ? "" : " and p.business_id = :business");
        sql.append(filter.authorId() == null ? "" : " and p.author_id = :author");
        sql.append(filter.after().isEmpty() ? "" : " and (p.created_at, p.id) < (:at, :id)");
        sql.append(" order by p.created_at desc, p.id desc limit :limit");
        var statement = jdbc.sql(sql.toString()).param("excerpt", EXCERPT).param("limit", filter.limit() + 1);
        if (filter.businessId() != null) {
            statement = statement.param("business", filter.businessId());
        }
        if (filter.authorId() != null) {
            statement = statement.param("author", filter.authorId());
        }
        if (filter.after().isPresent()) {
            statement = statement
                    .param("at", filter.after().get().at())
                    .param("id", filter.after().get().id());
        }
        return statement.query(PostStore::item).list();
    }

    private static Post.Item item(ResultSet row, int number) throws SQLException {
        return new Post.Item(
                row.getString("id"),
                row.getString("title"),
                row.getString("excerpt"),
                author(row),
                row.getString("business_id"),
                row.getString("business_name"),
                row.getLong("comments"),
                row.getLong("likes"),
                row.getBoolean("hidden"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }

    /** Nobody, where the account is deleted. */
    static Post.@Nullable Author author(ResultSet row) throws SQLException {
        return row.getString("author_status").equals("DELETED")
                ? null
                : new Post.Author(row.getString("author_id"), row.getString("author_name"));
    }

    /** As {@code userId} sees it. */
    Optional<Post> byId(String id, String userId) {
        return jdbc.sql("""
                        select p.id, p.author_id, p.business_id, p.title, p.body, p.version, p.hidden, p.comments, p.likes,
                               p.created_at, p.updated_at, u.name as author_name, u.status as author_status,
                               b.name as business_name,
                               exists (select 1 from post_like l where l.post_id = p.id and l.user_id = :user) as liked
                          from post p
                          join users u on u.id = p.author_id
                          left join business b on b.id = p.business_id
                         where p.id = :id
                        """)
                .param("id", id)
                .param("user", userId)
                .query(PostStore::post)
                .optional();
    }

    private static Post post(ResultSet row, int number) throws SQLException {
        return new Post(
                row.getString("id"),
                row.getString("author_id"),
                author(row),
                row.getString("business_id"),
                row.getString("business_name"),
                row.getString("title"),
                row.getString("body"),
                row.getLong("version"),
                row.getBoolean("hidden"),
                row.getLong("comments"),
                row.getLong("likes"),
                row.getBoolean("liked"),
                row.getLong("created_at"),
                row.getLong("updated_at"));
    }

    long countSince(String authorId, long since) {
        return jdbc.sql("select count(*) from post where author_id = ? and created_at > ?")
                .params(authorId, since)
                .query(Long.class)
                .single();
    }

    void insert(String id, String authorId, Post.Draft draft, long now) {
        jdbc.sql("""
                        insert into post (id, author_id, business_id, title, body, version, hidden, comments, likes,
                                          created_at, updated_at)
                        values (:id, :author, :business, :title, :body, 1, false, 0, 0, :now, :now)
                        """)
                .param("id", id)
                .param("author", authorId)
                .param("business", draft.businessId())
                .param("title", draft.title())
                .param("body", draft.body())
                .param("now", now)
                .update();
    }

    /** False if it is no longer the version that was read. */
    boolean update(Post read, Post.Draft draft, long now) {
        return jdbc.sql("""
                        update post set title = :title, body = :body, version = version + 1, updated_at = :now
                         where id = :id and version = :version
                        """)
                        .param("id", read.id())
                        .param("version", read.version())
                        .param("title", draft.title())
                        .param("body", draft.body())
                        .param("now", now)
                        .update()
                == 1;
    }

    boolean delete(Post read) {
        return jdbc.sql("delete from post where id = ? and version = ?")
                        .params(read.id(), read.version())
                        .update()
                == 1;
    }

    /** False if it is like that already. */
    boolean hide(String id, boolean hidden) {
        return jdbc.sql("update post set hidden = :hidden where id = :id and hidden <> :hidden")
                        .param("id", id)
                        .param("hidden", hidden)
                        .update()
                == 1;
    }

    /** False if they like it already. */
    boolean like(String id, String userId, long now) {
        boolean added = jdbc.sql("""
                        insert into post_like (post_id, user_id, created_at) values (?, ?, ?) on conflict do nothing
                        """).params(id, userId, now).update() == 1;
        return added && count("likes", id, 1);
    }

    boolean unlike(String id, String userId) {
        boolean removed = jdbc.sql("delete from post_like where post_id = ? and user_id = ?")
                        .params(id, userId)
                        .update()
                == 1;
        return removed && count("likes", id, -1);
    }

    /** {@code column}: likes or comments. */
    boolean count(String column, String id, int change) {
        return jdbc.sql("update post set %s = %s + ? where id = ?".formatted(column, column))
                        .params(change, id)
                        .update()
                == 1;
    }
}
