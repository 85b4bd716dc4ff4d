package dev.jari.factor;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Authenticator apps and recovery codes, and the count of everything a person has. */
@Repository
class FactorStore {
    private final JdbcClient jdbc;

    FactorStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record App(String wrapped, @Nullable Instant confirmedAt) {
        boolean isConfirmed() {
            return confirmedAt != null;
        }
    }

    record Owned(boolean app, int passkeys, int recoveryCodes) {
        boolean isNothing() {
            return !app && passkeys == 0;
        }
    }

    Owned owned(String userId) {
        return jdbc.sql("""
                        select (select count(*) from totp where user_id = :user and confirmed_at is not null) as apps,
                               (select count(*) from passkey where user_id = :user) as passkeys,
                               (select count(*) from recovery_code where user_id = :user and used_at is null) as codes
                        """)
                .param("user", userId)
                .query((row, number) -> new Owned(row.getInt("apps") > 0, row.getInt("passkeys"), row.getInt("codes")))
                .single();
    }

    Optional<App> app(String userId) {
        return jdbc.sql("select wrapped, confirmed_at from totp where user_id = ?")
                .param(userId)
                .query(FactorStore::app)
                .optional();
    }

    private static App app(ResultSet row, int number) throws SQLException {
        long confirmedAt = row.getLong("confirmed_at");
        boolean isPending = row.wasNull();
        return new App(row.getString("wrapped"), isPending ? null : Instant.ofEpochMilli(confirmedAt));
    }

    /** Replaces one that was never confirmed; false if there is one that was. */
    boolean begin(String userId, String wrapped, long now) {
        return jdbc.sql("""
                        insert into totp (user_id, wrapped, last_step, created_at) values (:user, :wrapped, 0, :now)
                        on conflict (user_id) do update set wrapped = excluded.wrapped, created_at = excluded.created_at
                        where totp.confirmed_at is null
                        """)
                        .param("user", userId)
                        .param("wrapped", wrapped)
                        .param("now", now)
                        .update()
                == 1;
    }

    /** False if it has been confirmed, replaced or removed meanwhile. */
    boolean confirm(String userId, String wrapped, long step, long now) {
        return jdbc.sql("""
                        update totp set confirmed_at = ?, last_step = ?
                        where user_id = ? and wrapped = ? and confirmed_at is null
                        """).params(now, step, userId, wrapped).update() == 1;
    }

    /** Uses the code of a step up; false if it, or a later one, was used before. */
    boolean use(String userId, long step) {
        return jdbc.sql(
                                "update totp set last_step = ? where user_id = ? and confirmed_at is not null and last_step < ?")
                        .params(step, userId, step)
                        .update()
                == 1;
    }

    boolean removeApp(String userId) {
        return jdbc.sql("delete from totp where user_id = ?").param(userId).update() == 1;
    }

    void insertCodes(String userId, Collection<String> hashes, long now) {
        for (String hash : hashes) {
            jdbc.sql("insert into recovery_code (hash, user_id, created_at) values (?, ?, ?)")
                    .params(hash, userId, now)
                    .update();
        }
    }

    /** False if it is none of theirs, or was used. */
    boolean useCode(String userId, String hash, long now) {
        return jdbc.sql("update recovery_code set used_at = ? where user_id = ? and hash = ? and used_at is null")
                        .params(now, userId, hash)
                        .update()
                == 1;
    }

    void removeCodes(String userId) {
        jdbc.sql("delete from recovery_code where user_id = ?").param(userId).update();
    }

    void removePasskeys(String userId) {
        jdbc.sql("delete from passkey where user_id = ?").param(userId).update();
    }
}
