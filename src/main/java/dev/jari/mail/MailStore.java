package dev.jari.mail;

import dev.jari.token.MasterKey;
import dev.jari.web.Language;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Repository
@Transactional(readOnly = true)
class MailStore {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String SELECT =
            "select id, recipient, language, template, wrapped, attempts, created_at from mail ";

    private final JdbcClient jdbc;
    private final MasterKey key;

    MailStore(JdbcClient jdbc, MasterKey key) {
        this.jdbc = jdbc;
        this.key = key;
    }

    record Waiting(String id, Mail mail, int attempts, long createdAt) {}

    @Transactional
    void insert(String id, Mail mail, long now) {
        String wrapped = key.wrap("mail:" + id, JSON.writeValueAsBytes(mail.values()));
        jdbc.sql("""
                        insert into mail (id, recipient, language, template, wrapped, attempts, due_at, created_at)
                        values (?, ?, ?, ?, ?, 0, ?, ?)
                        """)
                .params(id, mail.to(), mail.language().name(), mail.template(), wrapped, now, now)
                .update();
    }

    List<Waiting> due(long now, int limit) {
        return jdbc.sql(SELECT + "where due_at <= ? order by due_at limit ?")
                .params(now, limit)
                .query(this::waiting)
                .list();
    }

    /** False if another instance was faster: of all that saw it after {@code attempts} attempts, one sends it. */
    @Transactional
    boolean claim(Waiting waiting, long dueAgain) {
        return jdbc.sql("update mail set attempts = attempts + 1, due_at = ? where id = ? and attempts = ?")
                        .params(dueAgain, waiting.id(), waiting.attempts())
                        .update()
                == 1;
    }

    @Transactional
    void sent(Waiting waiting) {
        jdbc.sql("delete from mail where id = ?").param(waiting.id()).update();
    }

    @Transactional
    int giveUp(long createdBefore) {
        return jdbc.sql("delete from mail where created_at < ?")
                .param(createdBefore)
                .update();
    }

    long count() {
        return jdbc.sql("select count(*) from mail").query(Long.class).single();
    }

    /** Newest first. */
    List<Waiting> latest(@Nullable String to, int limit) {
        return jdbc.sql(SELECT + "where " + (to == null ? "true" : "recipient = :to")
                        + " order by created_at desc, id desc limit :limit")
                .param("to", to)
                .param("limit", limit)
                .query(this::waiting)
                .list();
    }

    private Waiting waiting(ResultSet row, int number) throws SQLException {
        String id = row.getString("id");
        Map<String, String> values = key.unwrap("mail:" + id, row.getString("wrapped"))
                .map(bytes -> JSON.readValue(
                        new String(bytes, StandardCharsets.UTF_8), new TypeReference<Map<String, String>>() {}))
                .orElse(Map.of());
        Mail mail = new Mail(
                row.getString("recipient"),
                Language.valueOf(row.getString("language")),
                row.getString("template"),
                values);
        return new Waiting(id, mail, row.getInt("attempts"), row.getLong("created_at"));
    }
}
