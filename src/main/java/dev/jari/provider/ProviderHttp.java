package dev.jari.provider;

import dev.jari.web.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to providers: bounded in time, from the first byte to the last, and in size; redirects are answers like any other. */
@Component
class ProviderHttp {
    private static final Logger log = LoggerFactory.getLogger(ProviderHttp.class);
    private static final int MAX_BYTES = 256 * 1024;

    private final HttpClient client;
    private final SocialSettings settings;
    private final Environment environment;
    private final JsonMapper json = JsonMapper.shared();

    ProviderHttp(SocialSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connectTimeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    record Answer(int status, JsonNode body) {
        boolean isOk() {
            return status / 100 == 2;
        }
    }

    Answer get(String address, Map<String, String> headers) {
        return send(request(address, headers).GET());
    }

    Answer post(String address, Map<String, String> form, Map<String, String> headers) {
        return send(request(address, headers)
                .header("Content-Type", "application/x-www-form-urlencoded;charset=utf-8")
                .POST(BodyPublishers.ofString(encoded(form))));
    }

    static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** An address that begins with / is this very instance's: the demo provider's, whatever port it got. */
    String absolute(String address) {
        return address.startsWith("/")
                ? "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080") + address
                : address;
    }

    private HttpRequest.Builder request(String address, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(absolute(address)))
                .timeout(settings.readTimeout().plus(settings.connectTimeout()))
                .header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private Answer send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        var sent = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
        try {
            long patience =
                    settings.connectTimeout().plus(settings.readTimeout()).toMillis();
            HttpResponse<String> response = sent.get(patience, TimeUnit.MILLISECONDS);
            int status = response.statusCode();
            if (status >= 500 || status == 429) {
                throw unavailable(request, "status " + status);
            }
            return new Answer(status, parsed(response.body()));
        } catch (ExecutionException e) {
            throw unavailable(request, String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw unavailable(request, "no whole answer in time");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(request, "interrupted");
        }
    }

    private JsonNode parsed(String body) {
        try {
            return body.isBlank() ? json.createObjectNode() : json.readTree(body);
        } catch (JacksonException e) {
            return json.createObjectNode();
        }
    }

    /** The log names the host alone: queries and bodies hold codes and tokens. */
    private static Problem unavailable(HttpRequest request, String why) {
        log.warn("The identity provider {} did not answer: {}", request.uri().getHost(), why);
        return unavailable();
    }

    static Problem unavailable() {
        return Problem.unavailable(
                "provider_unavailable", "The provider does not answer; try again or sign in another way.", 5);
    }
}
