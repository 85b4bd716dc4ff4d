package dev.jari.factor;

import dev.jari.web.Ids;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Each call is a transaction of its own, or part of the caller's: no signature is verified inside of one. */
@Repository
@Transactional(readOnly = true)
class PasskeyStore {
    private static final String SELECT = """
            select id, user_id, credential_id, public_key, attestation, sign_count, transports, backup_eligible, backed_up,
                   label, created_at, last_used_at, cloned_at
              from passkey\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    PasskeyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Passkey(
            String id,
            String credentialId,
            String label,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant clonedAt) {}

    List<Passkey> of(String userId) {
        return jdbc.sql(SELECT + "where user_id = ? order by created_at, id")
                .param(userId)
                .query(PasskeyStore::passkey)
                .list();
    }

    Optional<CredentialRecord> credential(Bytes credentialId) {
        return jdbc.sql(SELECT + "where credential_id = ?")
                .param(credentialId.toBase64UrlString())
                .query(PasskeyStore::credential)
                .optional()
                .map(CredentialRecord.class::cast);
    }

    /** False if somebody has this credential already. */
    @Transactional
    boolean insert(String userId, CredentialRecord credential) {
        int inserted = jdbc.sql("""
                        insert into passkey (id, user_id, credential_id, public_key, attestation, sign_count, transports,
                                             backup_eligible, backed_up, label, created_at)
                        values (:id, :user, :credential, :key, :attestation, :count, :transports, :eligible, :backed, :label, :now)
                        on conflict do nothing
                        """)
                .param("id", Ids.next())
                .param("user", userId)
                .param("credential", credential.getCredentialId().toBase64UrlString())
                .param("key", new Bytes(credential.getPublicKey().getBytes()).toBase64UrlString())
                .param(
                        "attestation",
                        Objects.requireNonNull(credential.getAttestationObject())
                                .toBase64UrlString())
                .param("count", credential.getSignatureCount())
                .param(
                        "transports",
                        credential.getTransports().stream()
                                .map(AuthenticatorTransport::getValue)
                                .collect(Collectors.joining(" ")))
                .param("eligible", credential.isBackupEligible())
                .param("backed", credential.isBackupState())
                .param("label", credential.getLabel())
                .param("now", clock.millis())
                .update();
        return inserted == 1;
    }

    /** False if the counter did not move on. One that is always 0 does not count (WebAuthn, section 6.1.1). */
    @Transactional
    boolean used(CredentialRecord credential) {
        return jdbc.sql("""
                        update passkey set sign_count = :count, last_used_at = :now
                        where credential_id = :credential and (sign_count < :count or (sign_count = 0 and :count = 0))
                        """)
                        .param("count", credential.getSignatureCount())
                        .param("now", clock.millis())
                        .param("credential", credential.getCredentialId().toBase64UrlString())
                        .update()
                == 1;
    }

    /** Whose it is that was cloned. */
    @Transactional
    Optional<String> cloned(Bytes credentialId) {
        return jdbc.sql("update passkey set cloned_at = ? where credential_id = ? returning user_id")
                .params(clock.millis(), credentialId.toBase64UrlString())
                .query(String.class)
                .optional();
    }

    @Transactional
    boolean remove(String userId, String id) {
        return jdbc.sql("delete from passkey where user_id = ? and id = ?")
                        .params(userId, id)
                        .update()
                == 1;
    }

    private static Passkey passkey(ResultSet row, int number) throws SQLException {
        return new Passkey(
                row.getString("id"),
                row.getString("credential_id"),
                row.getString("label"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                time(row, "last_used_at"),
                time(row, "cloned_at"));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static ImmutableCredentialRecord credential(ResultSet row, int number) throws SQLException {
        Set<AuthenticatorTransport> transports = Arrays.stream(
                        row.getString("transports").split(" "))
                .filter(text -> !text.isEmpty())
                .map(AuthenticatorTransport::valueOf)
                .collect(Collectors.toUnmodifiableSet());
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(row.getString("credential_id")))
                .userEntityUserId(handle(row.getString("user_id")))
                .publicKey(new ImmutablePublicKeyCose(
                        Bytes.fromBase64(row.getString("public_key")).getBytes()))
                .attestationObject(Bytes.fromBase64(row.getString("attestation")))
                .signatureCount(row.getLong("sign_count"))
                .uvInitialized(true)
                .transports(transports)
                .backupEligible(row.getBoolean("backup_eligible"))
                .backupState(row.getBoolean("backed_up"))
                .label(row.getString("label"))
                .created(Instant.ofEpochMilli(row.getLong("created_at")))
                .build();
    }

    /** What an authenticator knows a person by. */
    static Bytes handle(String userId) {
        UUID id = UUID.fromString(userId);
        return new Bytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    static String userId(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
}
