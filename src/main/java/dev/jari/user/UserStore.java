package dev.jari.user;

import dev.jari.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class UserStore {
    private static final String SELECT = """
            select id, email, email_verified, name, password_hash, second_factor, roles, epoch, status, created_at
              from users\s""";

    private final JdbcClient jdbc;

    UserStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Credentials(User user, @Nullable String passwordHash, boolean secondFactor) {}

    /** False if the address is taken. */
    boolean insert(User user, @Nullable String passwordHash, Language language) {
        return jdbc.sql("""
                        insert into users (id, email, email_verified, name, password_hash, roles, epoch, status,
                                           epoch_raised_at, created_at, language)
                        values (:id, :email, :verified, :name, :hash, :roles, :epoch, :status, 0, :createdAt, :language)
                        on conflict do nothing
                        """)
                        .param("id", user.id())
                        .param("email", Objects.requireNonNullElse(user.email(), user.id()))
                        .param("verified", user.emailVerified())
                        .param("name", user.name())
                        .param("hash", passwordHash)
                        .param("roles", String.join(" ", user.roles()))
                        .param("epoch", user.epoch())
                        .param("status", user.status().name())
                        .param("createdAt", user.createdAt().toEpochMilli())
                        .param("language", language.code())
                        .update()
                == 1;
    }

    Optional<Credentials> byEmail(String email) {
        return jdbc.sql(SELECT + "where email = ?")
                .param(email)
                .query(UserStore::credentials)
                .optional();
    }

    boolean isEmpty() {
        return jdbc.sql("select count(*) from (select id from users limit 1) as one")
                        .query(Long.class)
                        .single()
                == 0;
    }

    /** With any role beside the common one. */
    List<User> special() {
        return jdbc.sql(SELECT + "where roles <> 'USER'")
                .query((row, number) -> credentials(row, number).user())
                .list();
    }

    Optional<Credentials> byId(String id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query(UserStore::credentials)
                .optional();
    }

    /** Replaces a hash by one of the same password: if the password changed in between, the new one stays. */
    void rehash(String id, String oldHash, String newHash) {
        jdbc.sql("update users set password_hash = ? where id = ? and password_hash = ?")
                .params(newHash, id, oldHash)
                .update();
    }

    /** False if since {@code oldHash} was read somebody changed the password, or a short one lost its second factor. */
    boolean changePassword(String id, String oldHash, String newHash, boolean isShort) {
        return jdbc.sql("""
                        update users set password_hash = :new, short_password = :short
                        where id = :id and password_hash = :old and (second_factor or not :short)
                        """)
                        .param("new", newHash)
                        .param("short", isShort)
                        .param("id", id)
                        .param("old", oldHash)
                        .update()
                == 1;
    }

    void allowShortPassword(String id) {
        jdbc.sql("update users set second_factor = true where id = ?").param(id).update();
    }

    /** False if the password is one. */
    boolean forbidShortPassword(String id) {
        return jdbc.sql("""
                        update users set second_factor = false
                        where id = ? and (not short_password or password_hash is null)
                        """).param(id).update() == 1;
    }

    void raiseEpoch(String id, long now) {
        jdbc.sql("update users set epoch = epoch + 1, epoch_raised_at = ? where id = ?")
                .params(now, id)
                .update();
    }

    private static Credentials credentials(ResultSet row, int number) throws SQLException {
        User user = new User(
                row.getString("id"),
                User.emailIn(row.getString("email")),
                row.getBoolean("email_verified"),
                row.getString("name"),
                roles(row.getString("roles")),
                row.getLong("epoch"),
                User.Status.valueOf(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("created_at")));
        return new Credentials(user, row.getString("password_hash"), row.getBoolean("second_factor"));
    }

    static Set<String> roles(String text) {
        return Collections.unmodifiableSet(new TreeSet<>(List.of(text.split(" "))));
    }
}
