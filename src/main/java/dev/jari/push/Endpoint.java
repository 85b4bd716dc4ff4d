package dev.jari.push;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Where a browser's push service takes messages: {@code https}, on its usual port, outside of the own network. */
record Endpoint(URI uri, boolean isLoopback) {
    private static final int MOST = 2_000;
    private static final int HTTPS = 443;

    /** Empty if this is no address to push to; what its name leads to is looked at when it is used. */
    static Optional<Endpoint> of(String text, boolean loopback) {
        try {
            URI uri = new URI(text);
            boolean plain = text.length() <= MOST
                    && text.chars().allMatch(c -> c > ' ' && c < 0x7f)
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawFragment() == null;
            boolean local = loopback
                    && plain
                    && "http".equals(uri.getScheme())
                    && uri.getHost().equals("127.0.0.1");
            boolean remote = plain
                    && "https".equals(uri.getScheme())
                    && (uri.getPort() == -1 || uri.getPort() == HTTPS)
                    && !isNumber(uri.getHost());
            return local || remote ? Optional.of(new Endpoint(uri, local)) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** No push service is known by its number. */
    private static boolean isNumber(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+|0x.*");
    }

    int port() {
        return uri.getPort() == -1 ? HTTPS : uri.getPort();
    }

    String pathAndQuery() {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    /** The one address to connect to; looked up once, so that no second answer can lead elsewhere. */
    InetAddress resolved() throws IOException {
        InetAddress[] all = InetAddress.getAllByName(uri.getHost());
        for (InetAddress address : all) {
            if (!(isLoopback ? address.isLoopbackAddress() : isPublic(address))) {
                throw new Forbidden(uri.getHost() + " leads into a network that is not public");
            }
        }
        return all[0];
    }

    static final class Forbidden extends IOException {
        private static final long serialVersionUID = 1L;

        Forbidden(String message) {
            super(message);
        }
    }

    /** By the IANA registries of special-purpose addresses; of IPv6, only what is globally routed and holds no IPv4 inside. */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        int third = bytes[2] & 0xff;
        if (address instanceof Inet4Address) {
            boolean special = first == 0
                    || first == 10
                    || first == 127
                    || first >= 224
                    || (first == 100 && second >= 64 && second < 128)
                    || (first == 169 && second == 254)
                    || (first == 172 && second >= 16 && second < 32)
                    || (first == 192 && second == 0 && (third == 0 || third == 2))
                    || (first == 192 && second == 88 && third == 99)
                    || (first == 192 && second == 168)
                    || (first == 198 && (second == 18 || second == 19))
                    || (first == 198 && second == 51 && third == 100)
                    || (first == 203 && second == 0 && third == 113);
            return !special;
        }
        boolean global = (first & 0xe0) == 0x20; // 2000::/3
        boolean teredoOrDocumentation = first == 0x20 && second == 0x01 && (third < 0x02 || third == 0x0d);
        boolean sixToFour = first == 0x20 && second == 0x02;
        return global && !teredoOrDocumentation && !sixToFour;
    }
}
