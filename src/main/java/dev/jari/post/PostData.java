package dev.jari.post;

import dev.jari.user.Export;
import dev.jari.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What somebody wrote, in their own data. When they leave it goes; of a post under which others wrote an empty shell stays, by nobody, for what
 * those wrote is theirs.
 */
@Component
class PostData implements Export {
    private final JdbcClient jdbc;
    private final PostLists lists;

    PostData(JdbcClient jdbc, PostLists lists) {
        this.jdbc = jdbc;
        this.lists = lists;
    }

    record Written(String id, String postId, @Nullable String title, String body, Instant createdAt) {}

    @Override
    public String name() {
        return "posts";
    }

    @Override
    public Object of(String userId) {
        return Map.of(
                "posts",
                written("select id, id as post_id, title, body, created_at from post", userId),
                "comments",
                written("select id, post_id, null as title, body, created_at from post_comment", userId),
                "likes",
                jdbc.sql("select post_id from post_like where user_id = ? order by created_at")
                        .param(userId)
                        .query(String.class)
                        .list());
    }

    private List<Written> written(String select, String userId) {
        return jdbc.sql(select + " where author_id = ? order by created_at, id")
                .param(userId)
                .query((row, number) -> new Written(
                        row.getString("id"),
                        row.getString("post_id"),
                        row.getString("title"),
                        row.getString("body"),
                        Instant.ofEpochMilli(row.getLong("created_at"))))
                .list();
    }

    @EventListener
    void erase(Users.Deleted deleted) {
        for (String statement : List.of(
                """
                update post set comments = comments - (select count(*) from post_comment c
                                                        where c.post_id = post.id and c.author_id = :user and not c.hidden)
                 where id in (select post_id from post_comment where author_id = :user)
                """,
                "delete from post_comment where author_id = :user",
                "update post set likes = likes - 1 where id in (select post_id from post_like where user_id = :user)",
                "delete from post_like where user_id = :user",
                """
                delete from post where author_id = :user
                   and not exists (select 1 from post_comment c where c.post_id = post.id)
                """,
                "update post set title = '-', body = '-', version = version + 1 where author_id = :user")) {
            jdbc.sql(statement).param("user", deleted.userId()).update();
        }
        lists.changed(deleted.userId());
    }
}
