package dev.jari.e2e;

import dev.jari.testing.Api;
import java.net.http.HttpClient;
import javax.net.ssl.SSLContext;

/** What people reach from outside. {@code network}: the first two numbers of addresses that this machine may call from. */
record DeployEdge(String base, SSLContext trust, String network) {
    HttpClient client(String rest, HttpClient.Version version) {
        return Nginx.client(trust, network + "." + rest, version);
    }

    Api from(String rest) {
        return new Api(base, client(rest, HttpClient.Version.HTTP_2));
    }
}
