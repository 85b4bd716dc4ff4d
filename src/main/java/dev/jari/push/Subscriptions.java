package dev.jari.push;

import dev.jari.session.Session;
import dev.jari.session.Sessions;
import dev.jari.user.Users;
import dev.jari.web.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The browsers that take pushes. Signed out is signed out: one lives as long as the session in which it was made. */
@Repository
@Transactional(readOnly = true)
class Subscriptions {
    private static final int MOST = 10;

    private final JdbcClient jdbc;
    private final Sessions sessions;
    private final Clock clock;

    Subscriptions(JdbcClient jdbc, Sessions sessions, Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.clock = clock;
    }

    record Subscription(String id, String userId, String sessionId, String endpoint, String publicKey, String auth) {}

    /** A browser that somebody else signed in to is theirs from now on. Of too many, the oldest go. */
    @Transactional
    void add(Subscription wanted) {
        jdbc.sql("""
                        insert into push_subscription (id, user_id, session_id, endpoint, public_key, auth, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (endpoint) do update set user_id = excluded.user_id, session_id = excluded.session_id,
                            public_key = excluded.public_key, auth = excluded.auth, created_at = excluded.created_at
                        """)
                .params(
                        Ids.next(),
                        wanted.userId(),
                        wanted.sessionId(),
                        wanted.endpoint(),
                        wanted.publicKey(),
                        wanted.auth(),
                        clock.millis())
                .update();
        jdbc.sql("""
                        delete from push_subscription where id in (
                            select id from push_subscription where user_id = ?
                             order by created_at desc, id desc limit 1000 offset ?)
                        """).params(wanted.userId(), MOST).update();
    }

    @Transactional
    void remove(String userId, String endpoint) {
        jdbc.sql("delete from push_subscription where user_id = ? and endpoint = ?")
                .params(userId, endpoint)
                .update();
    }

    @Transactional
    void remove(String id) {
        jdbc.sql("delete from push_subscription where id = ?").param(id).update();
    }

    List<Subscription> living(String userId) {
        List<Subscription> all = jdbc.sql("""
                        select id, session_id, endpoint, public_key, auth from push_subscription
                         where user_id = ? order by created_at
                        """)
                .param(userId)
                .query((row, number) -> new Subscription(
                        row.getString("id"),
                        userId,
                        row.getString("session_id"),
                        row.getString("endpoint"),
                        row.getString("public_key"),
                        row.getString("auth")))
                .list();
        if (all.isEmpty()) {
            return all;
        }
        Set<String> signedIn = sessions.of(userId).stream().map(Session::id).collect(Collectors.toSet());
        return all.stream().filter(one -> signedIn.contains(one.sessionId())).toList();
    }

    Optional<Subscription> living(String userId, String id) {
        return living(userId).stream().filter(one -> one.id().equals(id)).findFirst();
    }

    @EventListener
    @Transactional
    void erase(Users.Deleted deleted) {
        jdbc.sql("delete from push_subscription where user_id = ?")
                .param(deleted.userId())
                .update();
    }
}
