package dev.jari.user;

import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What changes about an account besides its password. Each answers false if the account is not one to which it can be done. */
@Repository
class AccountStore {
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    AccountStore(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    boolean verify(String id, String email) {
        return changed(
                id,
                jdbc.sql("update users set email_verified = true where id = ? and email = ? and status = 'ACTIVE'")
                        .params(id, email));
    }

    /** False if the address belongs to somebody by now. */
    boolean changeEmail(String id, String email) {
        return changed(id, jdbc.sql("""
                        update users set email = :email, email_verified = true
                         where id = :id and status = 'ACTIVE'
                           and not exists (select 1 from users other where other.email = :email and other.id <> :id)
                        """).param("id", id).param("email", email));
    }

    /** Whoever opened the link has the mails of that address. Also false if a short one lost its second factor meanwhile. */
    boolean resetPassword(String id, String hash, boolean isShort) {
        return changed(
                id, jdbc.sql("""
                        update users set password_hash = :hash, short_password = :short, email_verified = true
                         where id = :id and status = 'ACTIVE' and (second_factor or not :short)
                        """).param("hash", hash).param("short", isShort).param("id", id));
    }

    boolean forgetPassword(String id) {
        return changed(id, jdbc.sql("""
                        update users set password_hash = null, short_password = false where id = ? and status = 'ACTIVE'
                        """).param(id));
    }

    boolean changeStatus(String id, User.Status from, User.Status to) {
        return changed(
                id,
                jdbc.sql("update users set status = ? where id = ? and status = ?")
                        .params(to.name(), id, from.name()));
    }

    boolean changeRoles(String id, Set<String> roles) {
        return changed(
                id,
                jdbc.sql("update users set roles = ? where id = ? and status <> 'DELETED'")
                        .params(String.join(" ", roles), id));
    }

    /** The row stays, as bookings refer to it; nothing in it says any more whose it was. The id stands where the address did. */
    boolean erase(String id) {
        return changed(id, jdbc.sql("""
                        update users
                           set email = id, email_verified = false, name = '-', password_hash = null, picture = null,
                               roles = 'USER', status = 'DELETED', language = 'ko', zone = 'Asia/Seoul'
                         where id = ? and status = 'ACTIVE'
                        """).param(id));
    }

    Optional<Profile> profile(String id) {
        return jdbc.sql("select language, zone, picture from users where id = ?")
                .param(id)
                .query(Profile::of)
                .optional();
    }

    boolean write(String id, String name, Profile profile) {
        return changed(
                id,
                jdbc.sql("""
                        update users set name = :name, language = :language, zone = :zone, picture = :picture
                         where id = :id and status = 'ACTIVE'
                        """)
                        .param("name", name)
                        .param("language", profile.language().code())
                        .param("zone", profile.zone().getId())
                        .param("picture", profile.picture())
                        .param("id", id));
    }

    private boolean changed(String id, JdbcClient.StatementSpec statement) {
        boolean changed = statement.update() == 1;
        if (changed) {
            events.publishEvent(new People.Changed(id));
        }
        return changed;
    }
}
