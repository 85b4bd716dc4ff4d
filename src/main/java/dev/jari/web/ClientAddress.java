package dev.jari.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;

/**
 * Where a request really comes from. What a proxy says counts only if the proxy is trusted, and only up to the last hop that
 * is not: everything left of it the client can write itself.
 */
@Component
public class ClientAddress {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private final List<IpAddressMatcher> trusted;

    ClientAddress(WebSettings settings) {
        trusted = settings.trustedProxies().stream().map(IpAddressMatcher::new).toList();
    }

    public String of(HttpServletRequest request) {
        String address = peer(request);
        if (trusted.isEmpty() || !isTrusted(address)) {
            return address;
        }
        for (String hop : hopsFromNearest(request)) {
            if (!ADDRESS.matcher(hop).matches()) {
                return address;
            }
            address = hop;
            if (!isTrusted(address)) {
                return address;
            }
        }
        return address;
    }

    /** Whether the client's side of the connection is https. */
    public boolean isSecure(HttpServletRequest request) {
        return request.isSecure()
                || ("https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")) && isTrusted(peer(request)));
    }

    private static List<String> hopsFromNearest(HttpServletRequest request) {
        List<String> hops = Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Pattern.compile(",").splitAsStream(line))
                .map(String::strip)
                .toList();
        return hops.reversed();
    }

    private static String peer(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        return address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    }

    private boolean isTrusted(String address) {
        for (IpAddressMatcher matcher : trusted) {
            if (matcher.matches(address)) {
                return true;
            }
        }
        return false;
    }
}
