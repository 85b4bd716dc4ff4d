package dev.jari.token;

import dev.jari.embedded.DataDirectory;
import dev.jari.web.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** Wraps the secrets that lie in the database (AES-256-GCM). It is in a file of its own: the database alone opens nothing. */
@Component
public class MasterKey {
    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String MAC = "HmacSHA256";

    private final Path file;
    private final SecretKeySpec key;

    MasterKey(AuthSettings settings, DataDirectory data) {
        file = settings.masterKeyIn(data);
        key = new SecretKeySpec(readOrCreate(), "AES");
    }

    Path file() {
        return file;
    }

    /** {@code name} is bound to what is wrapped: one key cannot be put in the place of another. */
    public String wrap(String name, byte[] secret) {
        try {
            byte[] iv = Secrets.bytes(IV_BYTES);
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, iv).doFinal(secret);
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(IV_BYTES + sealed.length)
                            .put(iv)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty if this is not the key that wrapped it. */
    public Optional<byte[]> unwrap(String name, String wrapped) {
        try {
            byte[] bytes = Base64.getDecoder().decode(wrapped);
            byte[] iv = new byte[IV_BYTES];
            ByteBuffer.wrap(bytes).get(iv);
            return Optional.of(cipher(Cipher.DECRYPT_MODE, name, iv).doFinal(bytes, IV_BYTES, bytes.length - IV_BYTES));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Proves that a text is ours; {@code name} says what for, so that no text serves for something else. */
    public byte[] mac(String name, byte[] text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key.getEncoded(), MAC));
            mac.init(new SecretKeySpec(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)), MAC));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher cipher(int mode, String name, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] readOrCreate() {
        try {
            if (!Files.exists(file)) {
                create();
            }
            byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The master key file %s cannot be read or made".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw notAKey(e);
        }
        throw notAKey(null);
    }

    private IllegalStateException notAKey(@org.jspecify.annotations.Nullable Throwable cause) {
        return new IllegalStateException(
                "%s is not a master key: it must hold %d bytes in base64.".formatted(file, KEY_BYTES), cause);
    }

    /** Written aside and then linked: another instance that starts now sees either no file or the whole one. */
    private void create() throws IOException {
        Path aside = Files.createTempFile(
                file.toAbsolutePath().getParent(), "master", ".new", DataDirectory.ownerOnly("rw-------"));
        try {
            Files.writeString(aside, Base64.getEncoder().encodeToString(Secrets.bytes(KEY_BYTES)) + "\n");
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException e) {
            return; // the other instance's is as good
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
