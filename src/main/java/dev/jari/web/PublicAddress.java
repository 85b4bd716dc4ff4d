package dev.jari.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Where people reach this site, for links that leave it. */
@Component
public class PublicAddress {
    private final Optional<URI> url;
    private final ClientAddress clients;

    PublicAddress(WebSettings settings, ClientAddress clients) {
        url = Optional.ofNullable(settings.publicUrl());
        this.clients = clients;
    }

    /** {@code jari.web.public-url}; empty if it is not set. */
    public Optional<String> configured() {
        return url.map(URI::toString);
    }

    /** What the client says it called: anybody can write another's name there, so nothing that leaves this machine may use it. */
    public String claimed(HttpServletRequest request) {
        String host = request.getHeader("Host");
        boolean plain = host != null && host.matches("[A-Za-z0-9.:\\[\\]-]{1,255}");
        return (clients.isSecure(request) ? "https://" : "http://") + (plain ? host : "localhost");
    }
}
