package dev.jari.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AuditStore {
    private static final String SELECT = "select seq, at, type, user_id, details, previous_hash, hash from audit_line ";

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Head(long seq, String hash) {}

    /** The next number, and the hash of the line before it. Other writers wait until this transaction ends. */
    Head advance() {
        return jdbc.sql("update audit_head set seq = seq + 1 where id = 1 returning seq, hash")
                .query(AuditStore::headOf)
                .single();
    }

    void append(AuditLine line) {
        jdbc.sql("""
                        insert into audit_line (seq, at, type, user_id, details, previous_hash, hash)
                        values (:seq, :at, :type, :userId, :details, :previousHash, :hash)
                        """).paramSource(line).update();
        jdbc.sql("update audit_head set hash = ? where id = 1")
                .param(line.hash())
                .update();
    }

    /** The last line that is in the archive, after which the table begins. */
    Head archived() {
        return jdbc.sql("select archived_seq as seq, archived_hash as hash from audit_head where id = 1")
                .query(AuditStore::headOf)
                .single();
    }

    Head head() {
        return jdbc.sql("select seq, hash from audit_head where id = 1")
                .query(AuditStore::headOf)
                .single();
    }

    List<AuditLine> following(long seq, long until, int limit) {
        return jdbc.sql(SELECT + "where seq > ? and seq <= ? order by seq limit ?")
                .params(seq, until, limit)
                .query(AuditStore::line)
                .list();
    }

    /** What is null takes all; times in epoch milliseconds, {@code to} not included. {@code by}: the operator who did it. */
    record Filter(
            @Nullable String userId,
            @Nullable String type,
            @Nullable String by,
            long from,
            long to) {
        static Filter of(@Nullable String userId) {
            return new Filter(userId, null, null, 0, Long.MAX_VALUE);
        }

        String condition() {
            return (userId == null ? "" : " and user_id = :userId")
                    + (type == null ? "" : " and type = :type")
                    + (by == null ? "" : " and details like :by escape '!'")
                    + (from == 0 && to == Long.MAX_VALUE ? "" : " and at >= :from and at < :to");
        }

        /** Details are JSON without blanks. */
        String member() {
            return by == null ? "" : "%\"by\":\"" + by.replaceAll("[!%_]", "!$0") + "\"%";
        }
    }

    /** Newest first. */
    List<AuditLine> latest(Filter filter, long before, int limit) {
        return jdbc.sql(SELECT + "where seq < :before" + filter.condition() + " order by seq desc limit :limit")
                .param("userId", filter.userId())
                .param("type", filter.type())
                .param("by", filter.member())
                .param("from", filter.from())
                .param("to", filter.to())
                .param("before", before)
                .param("limit", limit)
                .query(AuditStore::line)
                .list();
    }

    private static Head headOf(ResultSet row, int number) throws SQLException {
        return new Head(row.getLong("seq"), row.getString("hash"));
    }

    private static AuditLine line(ResultSet row, int number) throws SQLException {
        return new AuditLine(
                row.getLong("seq"),
                row.getLong("at"),
                row.getString("type"),
                row.getString("user_id"),
                row.getString("details"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
