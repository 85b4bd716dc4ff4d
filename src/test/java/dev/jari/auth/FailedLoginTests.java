package dev.jari.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.jari.ratelimit.FailedLogins;
import dev.jari.ratelimit.FailedLogins.Attempt;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.testing.RedisWire;
import dev.jari.web.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Guessing a password becomes slow, for whoever guesses. */
class FailedLoginTests {
    private static final String WRONG = "not the right password";

    private final App app = App.on(Engine.SQLITE);
    private final FailedLogins failures = app.bean(FailedLogins.class);
    private final Api api = app.api();
    private final String email = "g-" + UUID.randomUUID() + "@example.com";

    @Test
    void afterThreeFailuresEachNextAttemptWaitsTwiceAsLong() {
        register();
        for (int i = 0; i < 3; i++) {
            login(api, WRONG).expect(401, "bad_credentials");
        }
        Answer refused = login(api, Api.PASSWORD).expect(429, "too_many_failures");
        assertEquals("1", refused.header("Retry-After"));
        pause(1_050);
        login(api, WRONG).expect(401, "bad_credentials");
        assertEquals("2", login(api, WRONG).expect(429, "too_many_failures").header("Retry-After"));
        pause(2_050);
        login(api, Api.PASSWORD).expect(200);
        login(api, WRONG).expect(401, "bad_credentials");
    }

    @Test
    void anAccountThatDoesNotExistBehavesAlike() {
        for (int i = 0; i < 3; i++) {
            login(api, WRONG).expect(401, "bad_credentials");
        }
        login(api, WRONG).expect(429, "too_many_failures");
    }

    @Test
    void aKnownDeviceIsNotStoppedByWhatOthersDo() {
        String device = register().header(KnownDevices.HEADER);
        assertFalse(device.isEmpty());
        for (int i = 0; i < 3; i++) {
            login(api, WRONG).expect(401, "bad_credentials");
        }
        login(api, Api.PASSWORD).expect(429, "too_many_failures");
        login(api.header(KnownDevices.HEADER, altered(device)), Api.PASSWORD).expect(429, "too_many_failures");
        String others = new FailedLoginTests().register().header(KnownDevices.HEADER);
        login(api.header(KnownDevices.HEADER, others), Api.PASSWORD).expect(429, "too_many_failures");
        Api known = api.header(KnownDevices.HEADER, device);
        Answer in = login(known, Api.PASSWORD).expect(200);
        assertEquals("", in.header(KnownDevices.HEADER), "it has a token already");

        for (int i = 0; i < 3; i++) {
            login(known, WRONG).expect(401, "bad_credentials");
        }
        login(known, Api.PASSWORD).expect(429, "too_many_failures");
    }

    @Test
    void aBrowserHasItAsACookieThatStays() {
        Api page = api.header("X-Jari-Client", "web").header("Sec-Fetch-Site", "same-origin");
        Answer registered = page.post("/api/auth/register", person()).expect(201);
        String cookie = registered.response().headers().allValues("Set-Cookie").stream()
                .filter(text -> text.startsWith("jari_device="))
                .findFirst()
                .orElseThrow();
        assertTrue(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), cookie);
        for (int i = 0; i < 3; i++) {
            login(api, WRONG).expect(401, "bad_credentials");
        }
        login(page, Api.PASSWORD).expect(429, "too_many_failures");
        login(page.header("Cookie", cookie.split(";")[0]), Api.PASSWORD).expect(200);
    }

    @Test
    void afterAHundredFailuresOnlyKnownDevicesMayTryUntilAReset() {
        for (int i = 0; i < 100; i++) {
            String network = "10.0.%d.7".formatted(i);
            assertEquals("bad", outcome(Attempt.of(email, network, Optional.empty()), "bad"));
        }
        assertEquals("too_many_failures", outcome(Attempt.of(email, "10.1.0.7", Optional.empty()), "bad"));
        assertEquals("bad", outcome(Attempt.of(email, "10.1.0.7", Optional.of("phone")), "bad"));
        failures.forget(email);
        assertEquals("", outcome(Attempt.of(email, "10.1.0.7", Optional.empty()), ""));
    }

    @Test
    void neighboursInOneNetworkCountTogether() {
        for (int i = 0; i < 3; i++) {
            outcome(Attempt.of(email, "2001:db8:1:2::" + i, Optional.empty()), "bad");
        }
        assertEquals("too_many_failures", outcome(Attempt.of(email, "2001:db8:1:2:ffff::1", Optional.empty()), ""));
        assertEquals("", outcome(Attempt.of(email, "2001:db8:1:3::1", Optional.empty()), ""));
    }

    @Test
    void withoutRedisNobodyMayGuess() {
        try (App owner = App.startWithOwnRedis(Engine.SQLITE);
                RedisWire wire = RedisWire.to(owner);
                App cut = owner.another(wire.properties())) {
            Api there = cut.api();
            there.post("/api/auth/register", person()).expect(201);
            wire.cut();
            login(there, WRONG).expect(503, "unavailable");
            there.post("/api/auth/login/challenge", Map.of("challenge", "x", "method", "totp", "code", "000000"))
                    .expect(503, "unavailable");
            new Api(there.base().replace("127.0.0.1", "localhost"))
                    .post("/api/auth/login/passkey/options")
                    .expect(503, "unavailable");
        }
    }

    @Test
    void aBreachedPasswordIsRefusedWhereTheListIsAsked() throws IOException {
        String breached = "seventeen hungry geese";
        HttpServer list = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        list.createContext("/range/", exchange -> {
            // The SHA-1 of the password above without its first five digits, and padding.
            byte[] lines = (rest(breached) + ":3\r\n0000000000000000000000000000000000A:0\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, lines.length);
            exchange.getResponseBody().write(lines);
            exchange.close();
        });
        list.start();
        try (App asking = App.start(
                Engine.SQLITE,
                "jari.user.breached-passwords-url=http://127.0.0.1:%d/range/"
                        .formatted(list.getAddress().getPort()))) {
            Map<String, String> person = Map.of("email", email, "password", breached, "name", "Gil");
            asking.api().post("/api/auth/register", person).expect(422, "validation");
            list.stop(0);
            asking.api().post("/api/auth/register", person).expect(201);
        }
    }

    private static String rest(String password) {
        try {
            byte[] sha =
                    java.security.MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return java.util.HexFormat.of()
                    .formatHex(sha)
                    .toUpperCase(Locale.ROOT)
                    .substring(5);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Answer register() {
        return api.post("/api/auth/register", person()).expect(201);
    }

    private Map<String, String> person() {
        return Map.of("email", email, "password", Api.PASSWORD, "name", "Gil");
    }

    private Answer login(Api at, String password) {
        return at.post("/api/auth/login", Map.of("email", email, "password", password));
    }

    private String outcome(Attempt attempt, String failure) {
        try {
            return failures.attempt(attempt, () -> {
                if (!failure.isEmpty()) {
                    throw Problem.unauthorized(failure, "");
                }
                return "";
            });
        } catch (Problem problem) {
            return problem.code();
        }
    }

    private static String altered(String token) {
        return token.substring(0, 40) + (token.charAt(40) == 'A' ? 'B' : 'A') + token.substring(41);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
