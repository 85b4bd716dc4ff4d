package dev.jari.token;

import dev.jari.token.SigningKeyStore.Kind;
import dev.jari.token.SigningKeyStore.Row;
import dev.jari.web.Secrets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The keys of this deployment: ES256 for access tokens, a secret for refresh tokens. All instances read the same ones from the database.
 * Each key signs for {@code keyLife}; its successor is published {@code keyAnnounce} before it signs, so that every instance and
 * every cache of the JWKS has it by then; and it stays until nothing that it signed can be in its time.
 */
@Component
public class SigningKeys implements SchedulingConfigurer {
    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int SECRET_BYTES = 32;
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);
    private static final long BETWEEN_READS = TimeUnit.SECONDS.toNanos(1);

    private final SigningKeyStore store;
    private final MasterKey master;
    private final AuthSettings settings;
    private final Clock clock;
    private volatile List<Dated<SigningKey>> pairs;
    private volatile List<Dated<SecretKey>> secrets;
    private volatile long readAt = System.nanoTime();

    SigningKeys(SigningKeyStore store, MasterKey master, AuthSettings settings, Clock clock) {
        this.store = store;
        this.master = master;
        this.settings = settings;
        this.clock = clock;
        if (store.all(Kind.ES256).isEmpty()) {
            make(Kind.ES256, 1, 0);
        }
        if (store.all(Kind.HMAC).isEmpty()) {
            make(Kind.HMAC, 1, 0);
        }
        read();
    }

    private record Dated<T>(T key, long activatesAt) {}

    /** The key that signs now. */
    SigningKey current() {
        return current(pairs);
    }

    Optional<SigningKey> byKid(String kid) {
        return known(kid).or(() -> {
            readAnew();
            return known(kid);
        });
    }

    private Optional<SigningKey> known(String kid) {
        return pairs.stream()
                .map(Dated::key)
                .filter(key -> key.kid().equals(kid))
                .findFirst();
    }

    SecretKey refreshSecret() {
        return current(secrets);
    }

    List<SecretKey> refreshSecrets() {
        return secrets.stream().map(Dated::key).toList();
    }

    /** RFC 7517; the next key is there before it signs. */
    public Map<String, List<Map<String, Object>>> jwks() {
        return Map.of("keys", pairs.stream().map(dated -> dated.key().jwk()).toList());
    }

    private <T> T current(List<Dated<T>> keys) {
        long now = clock.millis();
        return keys.reversed().stream()
                .filter(dated -> dated.activatesAt() <= now)
                .findFirst()
                .orElse(keys.getFirst())
                .key();
    }

    @Override
    public void configureTasks(ScheduledTaskRegistrar tasks) {
        Duration quarter = settings.keyAnnounce().dividedBy(4);
        tasks.addFixedDelayTask(this::rotate, quarter.compareTo(LONGEST_ROUND) < 0 ? quarter : LONGEST_ROUND);
    }

    /** Makes the next keys in time, reads what other instances made and drops what is no longer needed. */
    void rotate() {
        try {
            rotate(Kind.ES256, settings.longestAccess());
            rotate(Kind.HMAC, settings.refreshLife().plus(settings.longestAccess()));
            read();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The signing keys could not be read; those known go on: {}", e.getMessage());
        }
    }

    /** For who meets a key that is not known: another instance may have made it. Strangers cause no more than one read a second. */
    synchronized void readAnew() {
        if (System.nanoTime() - readAt < BETWEEN_READS) {
            return;
        }
        try {
            read();
        } catch (DataAccessException | TransactionException e) {
            log.warn("The signing keys could not be read anew: {}", e.getMessage());
        }
    }

    private void read() {
        pairs = read(Kind.ES256, this::pair);
        secrets = read(Kind.HMAC, this::secret);
        readAt = System.nanoTime();
    }

    private void rotate(Kind kind, Duration longestUse) {
        long now = clock.millis();
        List<Row> rows = store.all(kind);
        Row newest = rows.getLast();
        long next = newest.activatesAt() + settings.keyLife().toMillis();
        if (now >= next - settings.keyAnnounce().toMillis()) {
            make(
                    kind,
                    newest.number() + 1,
                    Math.max(next, now + settings.keyAnnounce().toMillis()));
        }
        for (int i = 0; i + 1 < rows.size(); i++) {
            if (rows.get(i + 1).activatesAt() + longestUse.toMillis() < now) {
                store.delete(rows.get(i).id());
            }
        }
    }

    private void make(Kind kind, int number, long activatesAt) {
        String id = kind.id(number);
        Row row =
                switch (kind) {
                    case ES256 -> {
                        KeyPair pair = SigningKey.newPair();
                        String open = Base64.getEncoder()
                                .encodeToString(pair.getPublic().getEncoded());
                        yield row(kind, number, open, pair.getPrivate().getEncoded(), activatesAt);
                    }
                    case HMAC -> row(kind, number, null, Secrets.bytes(SECRET_BYTES), activatesAt);
                };
        store.insert(row, clock.millis());
        log.debug("{} signs from {}", id, activatesAt);
    }

    private Row row(Kind kind, int number, @Nullable String open, byte[] secret, long activatesAt) {
        return new Row(kind, number, open, master.wrap(kind.id(number), secret), activatesAt);
    }

    private <T> List<Dated<T>> read(Kind kind, java.util.function.Function<Row, T> key) {
        return store.all(kind).stream()
                .map(row -> new Dated<>(key.apply(row), row.activatesAt()))
                .toList();
    }

    private SigningKey pair(Row row) {
        return SigningKey.of(unwrapped(row), Base64.getDecoder().decode(String.valueOf(row.publicKey())));
    }

    private SecretKey secret(Row row) {
        return new SecretKeySpec(unwrapped(row), "HmacSHA256");
    }

    private byte[] unwrapped(Row row) {
        return master.unwrap(row.id(), row.wrapped())
                .orElseThrow(() -> new IllegalStateException(
                        ("The keys in the database were wrapped by another master key than the one in %s. All instances of a"
                                        + " database share that file: copy it here, or let jari.auth.master-key-file name it.")
                                .formatted(master.file())));
    }
}
