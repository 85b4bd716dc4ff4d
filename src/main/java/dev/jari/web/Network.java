package dev.jari.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The part of an IP address that says roughly from where somebody comes, not who: /24 of IPv4, /48 of IPv6. */
public final class Network {
    private static final int V4_BYTES = 3;
    private static final int V6_BYTES = 6;

    private Network() {}

    public static String of(String ip) {
        if (ip.isEmpty() || !ip.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == '.' || c == ':')) {
            return "unknown";
        }
        try {
            byte[] bytes = InetAddress.getByName(ip).getAddress();
            int kept = bytes.length == 4 ? V4_BYTES : V6_BYTES;
            Arrays.fill(bytes, kept, bytes.length, (byte) 0);
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + 8 * kept;
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
