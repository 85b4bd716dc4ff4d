package dev.jari.social;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** As much of Kakao as its webhooks and its unlink call need, written apart from the demo provider. */
final class KakaoStandIn implements AutoCloseable {
    static final String CLIENT = "kakao-rest-key";
    static final String ADMIN_KEY = "kakao-admin-key";
    static final String APP_ID = "4711";

    private final HttpServer server;
    final RSAKey key = generate("first");
    final List<String> told = new CopyOnWriteArrayList<>();

    KakaoStandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/jwks", exchange -> answer(exchange, 200, new JWKSet(key).toString()));
        server.createContext(
                "/oauth/token", exchange -> answer(exchange, 200, "{\"access_token\":\"a\",\"refresh_token\":\"r\"}"));
        server.createContext(
                "/me",
                exchange -> answer(
                        exchange, 200, "{\"id\":1234567890,\"kakao_account\":{\"profile\":{\"nickname\":\"민아\"}}}"));
        server.createContext("/unlink", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            told.add(exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
            answer(exchange, told.size() < 2 ? 500 : 200, "{\"id\":1234567890}");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Properties that put this in Kakao's place. */
    String[] properties() {
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        String kakao = "jari.social.providers.kakao.";
        return new String[] {
            kakao + "client-id=" + CLIENT,
            kakao + "client-secret=s",
            kakao + "admin-key=" + ADMIN_KEY,
            kakao + "app-id=" + APP_ID,
            kakao + "authorization-uri=" + base + "/oauth/authorize",
            kakao + "token-uri=" + base + "/oauth/token",
            kakao + "user-info-uri=" + base + "/me",
            kakao + "jwks-uri=" + base + "/jwks",
            kakao + "revocation-uri=" + base + "/unlink",
            "jari.social.farewell-retry=100ms"
        };
    }

    /** What Kakao would push; each call is another event. */
    static Map<String, Object> event(String name, String subject) {
        long now = System.currentTimeMillis() / 1_000;
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "https://kauth.kakao.com");
        claims.put("aud", CLIENT);
        claims.put("sub", subject);
        claims.put("iat", now);
        claims.put("toe", now);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put(
                "events",
                Map.of(
                        name,
                        Map.of(
                                "subject",
                                Map.of("subject_type", "iss-sub", "iss", "https://kauth.kakao.com", "sub", subject))));
        return claims;
    }

    static String sign(RSAKey key, String type, Map<String, Object> claims) {
        try {
            var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(new JOSEObjectType(type))
                    .keyID(key.getKeyID())
                    .build();
            var object = new JWSObject(header, new Payload(JsonMapper.shared().writeValueAsString(claims)));
            object.sign(new RSASSASigner(key));
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static RSAKey generate(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).keyUse(KeyUse.SIGNATURE).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
