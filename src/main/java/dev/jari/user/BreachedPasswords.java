package dev.jari.user;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Asks a service that knows passwords of other sites' breaches, by k-anonymity: it is told the first 20 bits of the SHA-1 and answers all
 * the rest it knows with them. Off unless {@code jari.user.breached-passwords-url} is set. A service that does not answer refuses
 * nobody.
 */
@Component
class BreachedPasswords {
    private static final Logger log = LoggerFactory.getLogger(BreachedPasswords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int PREFIX = 5;

    private final @Nullable URI service;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final MeterRegistry meters;

    /** {@code breachedPasswordsUrl}: to which the five digits are appended, such as {@code https://host/range/}. */
    @ConfigurationProperties(prefix = "jari.user", ignoreUnknownFields = false)
    record Settings(@Nullable URI breachedPasswordsUrl) {}

    BreachedPasswords(Settings settings, MeterRegistry meters) {
        service = settings.breachedPasswordsUrl();
        this.meters = meters;
    }

    boolean contains(String password) {
        if (service == null) {
            return false;
        }
        String sha = sha1(password);
        try {
            boolean found = rest(service, sha.substring(0, PREFIX))
                    .lines()
                    .anyMatch(line -> line.startsWith(sha.substring(PREFIX)) && !line.endsWith(":0"));
            count(found ? "found" : "absent");
            return found;
        } catch (IOException e) {
            log.warn("The list of breached passwords did not answer: {}", e.toString());
            count("unavailable");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String rest(URI address, String prefix) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + prefix))
                .timeout(PATIENCE)
                .header("Add-Padding", "true")
                .build();
        var answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return answer.body();
    }

    private void count(String outcome) {
        meters.counter("jari.passwords.breached", "outcome", outcome).increment();
    }

    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
