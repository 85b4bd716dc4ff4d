package dev.jari.reservation;

import dev.jari.database.Database;
import dev.jari.database.Database.Write;
import dev.jari.job.Job;
import dev.jari.job.Sweep;
import dev.jari.web.Problem;
import dev.jari.web.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.namedparam.SimplePropertySqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One answer for one Idempotency-Key of one user (IETF draft-ietf-httpapi-idempotency-key-header). The row is written in the
 * transaction of what it answers, so that both exist or neither. A key is kept for a day and then swept.
 */
@Component
class Idempotency implements Sweep {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final String KEEP = """
            insert into idempotency (user_id, key, fingerprint, status, body, created_at)
            values (:userId, :key, :fingerprint, :status, :body, :createdAt) on conflict (user_id, key) do nothing
            """;

    private final JdbcClient jdbc;
    private final Database database;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    /** Requests under way here. On another instance the second one waits at the key's row and then answers the same. */
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    Idempotency(JdbcClient jdbc, Database database, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.database = database;
        this.clock = clock;
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** Whose key, and a digest of what was asked under it. */
    record Key(String userId, String key, String fingerprint) {
        static Key of(String userId, String key, String request) {
            if (key.isEmpty() || key.length() > 255 || !key.chars().allMatch(c -> c > 32 && c < 127)) {
                throw Problem.badRequest(
                        "invalid_idempotency_key",
                        "Idempotency-Key takes 1 to 255 printable characters without spaces.");
            }
            return new Key(userId, key, Secrets.hexDigest(request));
        }
    }

    /** A status and the JSON that went with it. */
    record Answer(int status, String body, boolean replayed) {
        ResponseEntity<String> response() {
            String type = status < 400 ? MediaType.APPLICATION_JSON_VALUE : Problem.MEDIA_TYPE;
            var response = ResponseEntity.status(status).contentType(MediaType.valueOf(type));
            if (replayed) {
                response.header("Idempotency-Replayed", "true");
            }
            return response.body(body);
        }
    }

    /** Another instance has answered under this key meanwhile; the transaction that finds it must not be committed. */
    static final class AnsweredElsewhere extends RuntimeException {
        private static final long serialVersionUID = 1L;

        AnsweredElsewhere() {
            super(null, null, false, false);
        }
    }

    /**
     * The stored answer, or that of {@code work}, which must {@link #write} it in its transaction. The work is done first and
     * the key asked last: a repetition meets the row that the first request left, and what it did is rolled back.
     */
    Answer once(Key key, Supplier<Answer> work) {
        String name = key.userId + ' ' + key.key;
        if (!running.add(name)) {
            throw Problem.conflict(
                            "request_running", "The first request under this key is still running; ask again shortly.")
                    .retryAfter(1);
        }
        try {
            return work.get();
        } catch (AnsweredElsewhere e) {
            return stored(key).orElseThrow(() -> e);
        } catch (Problem refusal) {
            return keep(key, refusal).orElseThrow(() -> refusal);
        } finally {
            running.remove(name);
        }
    }

    /** What depends on the moment is worth another try under the same key: a fault of ours, or a gate that was busy. */
    private Optional<Answer> keep(Key key, Problem refusal) {
        if (!refusal.status().is5xxServerError() && !refusal.code().equals("slot_busy")) {
            // One statement is a transaction by itself, and PostgreSQL is asked once.
            var row = row(key, refusal.status().value(), new String(refusal.json(), StandardCharsets.UTF_8));
            if (jdbc.sql(KEEP).paramSource(row).update() == 1) {
                return Optional.empty();
            }
        }
        return stored(key);
    }

    /** The stored answer, or the JSON that {@code work} makes; it and the key's row are one transaction. */
    Answer onceInTransaction(Key key, Supplier<String> work) {
        return once(
                key,
                () -> Objects.requireNonNull(writing.execute(status -> {
                    String body = work.get();
                    database.write(List.of(write(key, 200, body)));
                    return new Answer(200, body, false);
                })));
    }

    /** To be written in the transaction of what is answered. */
    Write write(Key key, int status, String body) {
        return new Write(KEEP, new SimplePropertySqlParameterSource(row(key, status, body)), 1, AnsweredElsewhere::new);
    }

    private Row row(Key key, int status, String body) {
        return new Row(key.userId, key.key, key.fingerprint, status, body, clock.millis());
    }

    private record Row(String userId, String key, String fingerprint, int status, String body, long createdAt) {}

    private Optional<Answer> stored(Key key) {
        Optional<Row> row = Objects.requireNonNull(reading.execute(status ->
                jdbc.sql("""
                        select user_id as userId, key, fingerprint, status, body, created_at as createdAt
                          from idempotency where user_id = ? and key = ?
                        """).params(key.userId, key.key).query(Row.class).optional()));
        return row.map(stored -> {
            if (!stored.fingerprint.equals(key.fingerprint)) {
                throw Problem.unprocessable(
                        "idempotency_key_reused", "This key was used for another request; choose a new one.");
            }
            return new Answer(stored.status, stored.body, true);
        });
    }

    @Override
    public Job job() {
        return Job.EXPIRED_TOKENS;
    }

    @Override
    public String name() {
        return "idempotency-keys";
    }

    @Override
    public int delete(int limit) {
        return jdbc.sql("""
                        delete from idempotency where (user_id, key) in (
                            select user_id, key from idempotency where created_at <= ? order by created_at limit ?)
                        """).params(clock.millis() - LIFE.toMillis(), limit).update();
    }
}
