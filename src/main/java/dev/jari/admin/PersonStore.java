package dev.jari.admin;

import dev.jari.user.User;
import dev.jari.web.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.SimplePropertyRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PersonStore {
    private static final Pattern POSITION = Pattern.compile("([0-9]{1,18}) ([0-9a-f-]{36})");

    private static final String SELECT = """
            select id, email, email_verified, name, password_hash, roles, status, created_at, language, zone
              from users\s""";

    private final JdbcClient jdbc;

    PersonStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Newest first. */
    List<Person> find(Person.Query query, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        Map<String, Object> params = new HashMap<>(Map.of("limit", limit));
        if (query.q() != null && !query.q().isBlank()) {
            String word = query.q().strip().toLowerCase(Locale.ROOT);
            conditions.add("(id = :id or email like :word escape '!' or lower(name) like :word escape '!')");
            params.put("id", word);
            params.put("word", "%" + word.replaceAll("[!%_]", "!$0") + "%");
        }
        if (query.status() != null) {
            conditions.add("status = :status");
            params.put("status", query.status().name());
        }
        if (query.role() != null) {
            conditions.add("' ' || roles || ' ' like :role");
            params.put("role", "% " + query.role() + " %");
        }
        Page.position(query.cursor()).ifPresent(position -> {
            conditions.add("(created_at, id) < (:after, :afterId)");
            params.putAll(after(position));
        });
        return jdbc.sql(SELECT + "where " + String.join(" and ", conditions)
                        + " order by created_at desc, id desc limit :limit")
                .params(params)
                .query(PersonStore::person)
                .list();
    }

    static String position(Instant createdAt, String id) {
        return createdAt.toEpochMilli() + " " + id;
    }

    static Map<String, Object> after(String position) {
        Matcher parts = POSITION.matcher(position);
        if (!parts.matches()) {
            throw Page.invalidCursor();
        }
        return Map.of("after", Long.valueOf(parts.group(1)), "afterId", parts.group(2));
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("id"),
                User.emailIn(row.getString("email")),
                row.getBoolean("email_verified"),
                row.getString("name"),
                Collections.unmodifiableSet(
                        new TreeSet<>(List.of(row.getString("roles").split(" ")))),
                User.Status.valueOf(row.getString("status")),
                Instant.ofEpochMilli(row.getLong("created_at")));
    }

    record Account(Person person, String language, String zone, boolean hasPassword) {}

    Optional<Account> byId(String id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, number) -> new Account(
                        person(row, number),
                        row.getString("language"),
                        row.getString("zone"),
                        row.getString("password_hash") != null))
                .optional();
    }

    List<Person.Login> logins(String userId) {
        return jdbc.sql(
                        "select provider, email, created_at, last_used_at from identity where user_id = ? order by created_at")
                .param(userId)
                .query((row, number) -> new Person.Login(
                        row.getString("provider"),
                        row.getString("email"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_used_at"))))
                .list();
    }

    List<Person.Visit> sessions(String userId, long now) {
        return jdbc.sql("""
                        select id, device, ip, created_at, last_seen_at, expires_at, actor_id from session
                         where user_id = ? and revoked_at is null and expires_at > ?
                         order by created_at desc
                        """)
                .params(userId, now)
                .query((row, number) -> new Person.Visit(
                        row.getString("id"),
                        row.getString("device"),
                        row.getString("ip"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("last_seen_at")),
                        Instant.ofEpochMilli(row.getLong("expires_at")),
                        row.getString("actor_id")))
                .list();
    }

    List<Person.Owned> shops(String userId) {
        return jdbc.sql("select id, name from business where owner_id = ? order by created_at, id")
                .param(userId)
                .query(new SimplePropertyRowMapper<>(Person.Owned.class))
                .list();
    }

    Person.Figures figures(String userId) {
        return jdbc.sql("""
                        select (select count(*) from reservation where user_id = :user) as reservations,
                               (select count(*) from reservation where user_id = :user and state = 'NO_SHOW') as no_shows,
                               (select count(*) from post where author_id = :user) as posts,
                               (select count(*) from report where author_id = :user and closed_at is null) as open_reports
                        """)
                .param("user", userId)
                .query(new SimplePropertyRowMapper<>(Person.Figures.class))
                .single();
    }
}
