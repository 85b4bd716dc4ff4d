package dev.jari.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** A browser without scripts: it keeps cookies and is led from page to page, step by step. */
final class Browser {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    final Map<String, String> cookies = new LinkedHashMap<>();
    private final String base;

    Browser(App app) {
        base = app.api().base();
    }

    /** Who somebody pretends to be at the demo provider. */
    record Person(String subject, String name, String email, boolean verified) {
        static Person of(String email) {
            long number = ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000_000L);
            return new Person(Long.toString(number), "Mina", email, true);
        }
    }

    HttpResponse<String> get(String address) {
        return send(request(address, true).header("Accept", "text/html").GET());
    }

    HttpResponse<String> post(String address, Map<String, String> form, boolean withCookies) {
        return send(request(address, withCookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(query(form))));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            response.headers().allValues("Set-Cookie").forEach(this::keep);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpRequest.Builder request(String address, boolean withCookies) {
        var request = HttpRequest.newBuilder(URI.create(address.startsWith("/") ? base + address : address));
        if (withCookies && !cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private void keep(String header) {
        HttpCookie cookie = HttpCookie.parse(header).getFirst();
        if (cookie.getMaxAge() == 0) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }

    static String query(Map<String, String> form) {
        return form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static Map<String, String> parameters(String address) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : address.substring(address.indexOf('?') + 1).split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** To the provider and through its page; answers the address, with the code, to which it sends the browser back. */
    String authorized(String start, Person person, String fault) {
        HttpResponse<String> begun = get(start);
        assertEquals(302, begun.statusCode(), begun::body);
        String page = location(begun);
        HttpResponse<String> shown = get(page);
        assertEquals(200, shown.statusCode(), () -> page + " " + location(shown) + shown.body());
        assertTrue(shown.body().contains("This is a demo"), shown::body);
        Map<String, String> form = new LinkedHashMap<>(parameters(page));
        form.putAll(
                Map.of("subject", person.subject(), "name", person.name(), "email", person.email(), "fault", fault));
        form.put("verified", Boolean.toString(person.verified()));
        HttpResponse<String> chosen = post(page.substring(0, page.indexOf('?')), form, true);
        return chosen.statusCode() == 200 ? posted(String.valueOf(form.get("redirect_uri")), chosen) : location(chosen);
    }

    /** Apple's way: a form of another site, with which Lax and Strict cookies do not travel. */
    private String posted(String address, HttpResponse<String> page) {
        assertTrue(page.body().contains("action=\"" + address + "\""), page::body);
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(hidden.group(1), HtmlUtils.htmlUnescape(hidden.group(2)));
        }
        HttpResponse<String> sent = post(address, form, false);
        assertEquals(303, sent.statusCode(), sent::body);
        return location(sent);
    }

    /** The whole way; answers where it ends. */
    String signIn(String provider, Person person, String fault) {
        return end(authorized("/api/auth/oauth2/" + provider + "?next=/reservations", person, fault));
    }

    String end(String callback) {
        HttpResponse<String> ended = get(callback);
        assertEquals(302, ended.statusCode(), ended::body);
        return location(ended);
    }

    boolean isSignedIn() {
        return cookies.containsKey("jari_at");
    }

    /** The API as this browser's pages call it. */
    Api page(App app) {
        return app.api()
                .header("X-Jari-Client", "web")
                .header("Sec-Fetch-Site", "same-origin")
                .header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
    }
}
