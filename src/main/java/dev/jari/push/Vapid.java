package dev.jari.push;

import dev.jari.token.Base64Url;
import dev.jari.token.MasterKey;
import dev.jari.web.PublicAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** This site's key, by which push services know who sends (RFC 8292). Made when it is first asked for, the same on every instance. */
@Component
class Vapid {
    private static final String NAME = "push-key";
    private static final Duration LIFE = Duration.ofHours(12);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JdbcClient jdbc;
    private final MasterKey master;
    private final Clock clock;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;
    private final String contact;
    private volatile @Nullable Key known;

    Vapid(
            JdbcClient jdbc,
            MasterKey master,
            PushSettings settings,
            PublicAddress address,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.master = master;
        this.clock = clock;
        writing = new TransactionTemplate(transactions);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
        contact =
                Optional.ofNullable(settings.contact()).or(address::configured).orElse("mailto:nobody@localhost");
    }

    private record Key(String publicKey, PrivateKey privateKey) {}

    /** What browsers call {@code applicationServerKey}. */
    String publicKey() {
        return key().publicKey;
    }

    /** The Authorization header for a push to this address. */
    String authorization(URI endpoint) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
        claims.put("exp", clock.instant().plus(LIFE).getEpochSecond());
        claims.put("sub", contact);
        String signed = encoded("{\"typ\":\"JWT\",\"alg\":\"ES256\"}") + "." + encoded(JSON.writeValueAsString(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key().privateKey);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return "vapid t=" + signed + "." + Base64Url.encode(signature.sign()) + ", k=" + publicKey();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return Base64Url.encode(json.getBytes(StandardCharsets.UTF_8));
    }

    private Key key() {
        Key present = known;
        if (present == null) {
            present = read().orElseGet(() -> {
                make();
                return read().orElseThrow();
            });
            known = present;
        }
        return present;
    }

    private Optional<Key> read() {
        Optional<Key> key = reading.execute(transaction -> jdbc.sql("select public_key, wrapped from push_key")
                .query((row, number) -> key(row.getString("public_key"), row.getString("wrapped")))
                .optional());
        return key == null ? Optional.empty() : key;
    }

    private Key key(String publicKey, String wrapped) {
        byte[] encoded = master.unwrap(NAME, wrapped)
                .orElseThrow(() -> new IllegalStateException("The push key was wrapped by another master key."));
        try {
            return new Key(publicKey, KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of two instances that make one at once, the first one's stays. */
    private void make() {
        try {
            KeyPair pair = PushMessage.newKeys();
            String publicKey = Base64Url.encode(PushMessage.point((ECPublicKey) pair.getPublic()));
            String wrapped = master.wrap(NAME, pair.getPrivate().getEncoded());
            writing.executeWithoutResult(transaction ->
                    jdbc.sql("""
                            insert into push_key (id, public_key, wrapped, created_at) values (1, ?, ?, ?)
                            on conflict do nothing
                            """).params(publicKey, wrapped, clock.millis()).update());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
