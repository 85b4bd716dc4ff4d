package dev.jari.account;

import dev.jari.account.Link.Purpose;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class LinkStore {
    /** Unused, in its time, and of a person who is still who they were when it was sent. */
    private static final String GOOD = """
             token_hash = :hash and purpose = :purpose and used_at is null and expires_at > :now
               and exists (select 1 from users u
                            where u.id = account_link.user_id and u.status = 'ACTIVE'
                              and u.email = account_link.user_email and u.epoch = account_link.user_epoch)
            """;

    private final JdbcClient jdbc;

    LinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whom a link is for, as they are now. */
    record Person(String id, String email, long epoch) {}

    /** Keeps other requests for this person's links out until the transaction ends, so that they can be counted. */
    Optional<Person> hold(String userId) {
        return jdbc.sql("update users set epoch = epoch where id = ? and status = 'ACTIVE' returning id, email, epoch")
                .param(userId)
                .query((row, number) -> new Person(row.getString("id"), row.getString("email"), row.getLong("epoch")))
                .optional();
    }

    int count(Purpose purpose, String address, long since) {
        return jdbc.sql("select count(*) from account_link where address = ? and purpose = ? and created_at > ?")
                .params(address, purpose.name(), since)
                .query(Integer.class)
                .single();
    }

    void insert(String hash, Purpose purpose, Person person, String address, long now, long expiresAt) {
        jdbc.sql("""
                        insert into account_link (token_hash, user_id, purpose, address, user_email, user_epoch, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(hash, person.id(), purpose.name(), address, person.email(), person.epoch(), now, expiresAt)
                .update();
    }

    Optional<Link> find(String hash, Purpose purpose, long now) {
        return asked("select user_id, address from account_link where" + GOOD, hash, purpose, now);
    }

    /** Of two who open one link at once, one gets it. */
    Optional<Link> use(String hash, Purpose purpose, long now) {
        return asked(
                "update account_link set used_at = :now where" + GOOD + "returning user_id, address",
                hash,
                purpose,
                now);
    }

    private Optional<Link> asked(String sql, String hash, Purpose purpose, long now) {
        return jdbc.sql(sql)
                .param("hash", hash)
                .param("purpose", purpose.name())
                .param("now", now)
                .query(LinkStore::link)
                .optional();
    }

    void forget(String userId) {
        jdbc.sql("delete from account_link where user_id = ?").param(userId).update();
    }

    int forgetOlderThan(long createdBefore, int limit) {
        return jdbc.sql("""
                        delete from account_link where token_hash in (
                            select token_hash from account_link where created_at < ? order by created_at limit ?)
                        """).params(createdBefore, limit).update();
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(row.getString("user_id"), row.getString("address"));
    }
}
