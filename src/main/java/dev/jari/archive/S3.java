package dev.jari.archive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A bucket of an S3-compatible store, by two requests signed with AWS Signature Version 4; names are made of what needs no escaping. */
final class S3 implements Store {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String SIGNED = "host;x-amz-content-sha256;x-amz-date";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ArchiveSettings.S3 settings;
    private final Clock clock;

    S3(ArchiveSettings.S3 settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void put(String name, Path file) throws IOException {
        String sha256 = Lines.sha256(file);
        HttpRequest.Builder request = signed("PUT", name, sha256).PUT(BodyPublishers.ofFile(file));
        HttpResponse<String> response = send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException("%s answered %d".formatted(where(name), response.statusCode()));
        }
    }

    @Override
    public boolean get(String name, Path to) throws IOException {
        HttpResponse<Path> response = send(signed("GET", name, sha256("")).GET(), BodyHandlers.ofFile(to));
        if (response.statusCode() == 404) {
            return false;
        }
        if (response.statusCode() != 200) {
            throw new IOException("%s answered %d".formatted(where(name), response.statusCode()));
        }
        return true;
    }

    @Override
    public String where(String name) {
        return settings.endpoint() + "/" + name;
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body)
            throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            return client.send(request.timeout(PATIENCE).build(), body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    HttpRequest.Builder signed(String method, String name, String sha256) {
        URI address = URI.create(where(name));
        String time = TIME.format(clock.instant());
        String scope = time.substring(0, 8) + "/" + settings.region() + "/s3/aws4_request";
        String host = address.getPort() < 0 ? address.getHost() : address.getHost() + ":" + address.getPort();
        String canonical = String.join(
                "\n",
                method,
                address.getRawPath(),
                "",
                "host:" + host,
                "x-amz-content-sha256:" + sha256,
                "x-amz-date:" + time,
                "",
                SIGNED,
                sha256);
        String toSign = String.join("\n", "AWS4-HMAC-SHA256", time, scope, sha256(canonical));
        byte[] key = ("AWS4" + settings.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        String authorization = "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
                .formatted(settings.accessKey(), scope, SIGNED, HexFormat.of().formatHex(hmac(key, toSign)));
        return HttpRequest.newBuilder(address)
                .header("x-amz-content-sha256", sha256)
                .header("x-amz-date", time)
                .header("Authorization", authorization);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha256(String text) {
        return dev.jari.web.Secrets.hexDigest(text);
    }
}
