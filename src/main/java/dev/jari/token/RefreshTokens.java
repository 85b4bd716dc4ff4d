package dev.jari.token;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.springframework.stereotype.Component;

/** The text of refresh tokens: {@code base64url(version, session, counter, MAC)}. A successor can be derived, not guessed. */
@Component
public class RefreshTokens {
    private static final byte VERSION = 1;
    private static final int SIGNED_BYTES = 1 + 16 + 8;
    private static final int MAC_BYTES = 16;
    private static final int LENGTH = 55;

    private final SigningKeys keys;

    RefreshTokens(SigningKeys keys) {
        this.keys = keys;
    }

    public record Presented(String sessionId, long counter) {}

    public String text(String sessionId, long counter) {
        UUID id = UUID.fromString(sessionId);
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .put(VERSION)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(counter)
                .array();
        byte[] token = Arrays.copyOf(signed, SIGNED_BYTES + MAC_BYTES);
        System.arraycopy(mac(keys.refreshSecret(), signed), 0, token, SIGNED_BYTES, MAC_BYTES);
        return Base64Url.encode(token);
    }

    /** Empty unless we made this very text. */
    public Optional<Presented> read(String text) {
        if (text.length() != LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] token = Base64Url.decode(text);
            byte[] signed = Arrays.copyOf(token, SIGNED_BYTES);
            byte[] mac = Arrays.copyOfRange(token, SIGNED_BYTES, token.length);
            if (signed[0] != VERSION || !isOurs(signed, mac)) {
                return Optional.empty();
            }
            ByteBuffer fields = ByteBuffer.wrap(signed, 1, SIGNED_BYTES - 1);
            UUID sessionId = new UUID(fields.getLong(), fields.getLong());
            return Optional.of(new Presented(sessionId.toString(), fields.getLong()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(byte[] signed, byte[] mac) {
        if (isOfKnown(signed, mac)) {
            return true;
        }
        keys.readAnew();
        return isOfKnown(signed, mac);
    }

    private boolean isOfKnown(byte[] signed, byte[] mac) {
        for (SecretKey secret : keys.refreshSecrets()) {
            if (MessageDigest.isEqual(mac, Arrays.copyOf(mac(secret, signed), MAC_BYTES))) {
                return true;
            }
        }
        return false;
    }

    private static byte[] mac(SecretKey secret, byte[] signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(secret);
            return mac.doFinal(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
