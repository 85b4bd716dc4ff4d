package dev.jari.auth;

import dev.jari.ratelimit.FailedLogins.Attempt;
import dev.jari.token.Base64Url;
import dev.jari.token.MasterKey;
import dev.jari.user.User;
import dev.jari.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Devices from which a person has signed in before: they carry a token bound to the account (a cookie, or the header {@code
 * X-Jari-Device} of API clients), and what others do wrong does not lock them out. The token opens nothing.
 */
@Component
class KnownDevices {
    static final String HEADER = "X-Jari-Device";

    private static final String PURPOSE = "device";
    private static final int SIGNED_BYTES = 4 * Long.BYTES;
    private static final int MAC_BYTES = 16;

    private final MasterKey master;
    private final Transport transport;
    private final ClientAddress address;

    KnownDevices(MasterKey master, Transport transport, ClientAddress address) {
        this.master = master;
        this.transport = transport;
        this.address = address;
    }

    record Device(String userId, String id) {}

    /** Who tries to get into this person's account. */
    Attempt attempt(User user, HttpServletRequest request) {
        return attempt(Objects.requireNonNullElse(user.email(), user.id()), () -> Optional.of(user), request);
    }

    /** Who tries to get into the account of this address. {@code owner} is asked only if the device has a token of ours. */
    Attempt attempt(String email, Supplier<Optional<User>> owner, HttpServletRequest request) {
        Optional<String> device = read(request)
                .filter(known -> owner.get()
                        .filter(user -> user.id().equals(known.userId()))
                        .isPresent())
                .map(Device::id);
        return Attempt.of(User.normalEmail(email), address.of(request), device);
    }

    /** Makes it known, unless it is. */
    void remember(User user, HttpServletRequest request, HttpServletResponse response) {
        if (read(request).filter(known -> known.userId().equals(user.id())).isPresent()) {
            return;
        }
        String token = text(user.id());
        if (transport.isWeb(request)) {
            transport.sendDevice(token, request, response);
        } else {
            response.setHeader(HEADER, token);
        }
    }

    private String text(String userId) {
        UUID user = UUID.fromString(userId);
        UUID device = UUID.randomUUID();
        byte[] token = ByteBuffer.allocate(SIGNED_BYTES + MAC_BYTES)
                .putLong(user.getMostSignificantBits())
                .putLong(user.getLeastSignificantBits())
                .putLong(device.getMostSignificantBits())
                .putLong(device.getLeastSignificantBits())
                .array();
        System.arraycopy(mac(token), 0, token, SIGNED_BYTES, MAC_BYTES);
        return Base64Url.encode(token);
    }

    private Optional<Device> read(HttpServletRequest request) {
        return transport
                .deviceCookie(request)
                .or(() -> Optional.ofNullable(request.getHeader(HEADER)))
                .flatMap(this::read);
    }

    private Optional<Device> read(String text) {
        try {
            byte[] token = Base64Url.decode(text);
            if (token.length != SIGNED_BYTES + MAC_BYTES
                    || !MessageDigest.isEqual(
                            mac(token), Arrays.copyOfRange(token, SIGNED_BYTES, SIGNED_BYTES + MAC_BYTES))) {
                return Optional.empty();
            }
            ByteBuffer fields = ByteBuffer.wrap(token);
            UUID user = new UUID(fields.getLong(), fields.getLong());
            return Optional.of(new Device(user.toString(), new UUID(fields.getLong(), fields.getLong()).toString()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] mac(byte[] token) {
        return Arrays.copyOf(master.mac(PURPOSE, Arrays.copyOf(token, SIGNED_BYTES)), MAC_BYTES);
    }
}
