package dev.jari.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Forgeries and damage, most of it signed with the real key: only what we make ourselves, exactly as we make it, is accepted. */
class TokenIntakeTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final App app = App.on(Engine.SQLITE);
    private final Api api = app.api();
    private final SigningKey key = app.bean(SigningKeys.class).current();
    private final Answer signedIn = register();
    private final String access = signedIn.text("accessToken");

    private Answer register() {
        return api.post(
                        "/api/auth/register",
                        Map.of(
                                "email",
                                "t-" + UUID.randomUUID() + "@example.com",
                                "password",
                                Api.PASSWORD,
                                "name",
                                "Tae"))
                .expect(201);
    }

    @Test
    void acceptsItsOwnAndAnHonestCopy() throws Exception {
        api.as(access).get("/api/auth/me").expect(200);
        api.as(forged(header -> {}, claims -> {})).get("/api/auth/me").expect(200);
        // Whoever verifies by the published keys accepts it too.
        var jwk = ECKey.parse(
                api.get("/.well-known/jwks.json").json().at("/keys/0").toString());
        assertTrue(SignedJWT.parse(access).verify(new ECDSAVerifier(jwk)));
        assertEquals(key.kid(), jwk.computeThumbprint().toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "None",
                "HS256",
                "RS256",
                "ES384",
                "foreign kid",
                "no kid",
                "jku",
                "x5u",
                "jwk",
                "crit",
                "b64",
                "typ JWT",
                "no typ"
            })
    void refusesOtherHeaders(String attack) {
        refused(forged(
                header -> {
                    switch (attack) {
                        case "none", "None", "HS256", "RS256", "ES384" -> header.put("alg", attack);
                        case "foreign kid" -> header.put("kid", "another");
                        case "no kid" -> header.remove("kid");
                        case "jku", "x5u" -> header.put(attack, "https://attacker.example/keys");
                        case "jwk" -> header.put("jwk", key.jwk());
                        case "crit" -> header.put("crit", new String[] {"exp"});
                        case "b64" -> header.put("b64", false);
                        case "typ JWT" -> header.put("typ", "JWT");
                        default -> header.remove("typ");
                    }
                },
                claims -> {}));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "iss",
                "aud",
                "expired",
                "future iat",
                "future nbf",
                "text exp",
                "float exp",
                "huge exp",
                "no exp",
                "no sid",
                "no jti",
                "no roles",
                "roles text",
                "no epoch",
                "epoch text",
                "other epoch",
                "other sub",
                "unknown sid",
                "null sub"
            })
    void refusesOtherClaims(String attack) {
        long now = Instant.now().getEpochSecond();
        refused(forged(header -> {}, claims -> {
            switch (attack) {
                case "iss" -> claims.put("iss", "another");
                case "aud" -> claims.put("aud", "another");
                case "expired" -> claims.put("exp", now - 31);
                case "future iat" -> claims.put("iat", now + 60);
                case "future nbf" -> claims.put("nbf", now + 60);
                case "text exp" -> claims.put("exp", "" + (now + 60));
                case "float exp" -> claims.put("exp", now + 60.5);
                case "huge exp" -> claims.put("exp", new java.math.BigInteger("9".repeat(30)));
                case "roles text" -> claims.put("roles", "ADMIN");
                case "epoch text" -> claims.put("epoch", "0");
                case "other epoch" -> claims.put("epoch", 7);
                case "other sub" -> claims.put("sub", register().text("user/id"));
                case "unknown sid" -> claims.put("sid", UUID.randomUUID().toString());
                case "act text" -> claims.put("act", "somebody");
                case "act without sub" -> claims.put("act", Map.of());
                case "act of acts" -> claims.put("act", Map.of("sub", "a", "act", Map.of("sub", "b")));
                case "null sub" -> claims.put("sub", null);
                default -> claims.remove(attack.substring(3));
            }
        }));
    }

    @Test
    void refusesOtherKeys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        String[] parts = access.split("\\.");
        refused(parts[0] + "." + parts[1] + "."
                + sign(generator.generateKeyPair().getPrivate(), parts[0] + "." + parts[1]));

        // The classic confusion: our public key, which everybody has, as the secret of an HMAC.
        String header = encode(JSON.writeValueAsBytes(Map.of("alg", "HS256", "kid", key.kid(), "typ", "at+jwt")));
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.open().getEncoded(), "HmacSHA256"));
        String signed = header + "." + parts[1];
        refused(signed + "." + encode(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void refusesDamagedTexts() {
        String[] parts = access.split("\\.");
        String signed = parts[0] + "." + parts[1] + ".";
        refused(signed);
        refused(signed + encode(new byte[64]));
        refused(signed + encode(new byte[32]));
        refused(signed + parts[2] + "=");
        refused(signed + parts[2].substring(0, 40) + "*" + parts[2].substring(40));
        refused(parts[0] + "." + parts[1]);
        refused(access + ".");
        refused("." + access);
        refused(access + access);
        refused("..");
        refused("x");
        refused("e30.e30.e30");
        refused(signedIn.text("refreshToken"));
        refused(parts[0] + "." + "A".repeat(4_200) + "." + parts[2]);
        for (char other : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".toCharArray()) {
            if (access.charAt(access.length() - 1) != other) {
                refused(access.substring(0, access.length() - 1) + other);
            }
        }
    }

    @Test
    void refusesDoubledClaims() throws Exception {
        String claims = new String(Base64.getUrlDecoder().decode(access.split("\\.")[1]), StandardCharsets.UTF_8);
        String doubled = encode(
                claims.replace("\"roles\":", "\"roles\":[\"ADMIN\"],\"roles\":").getBytes(StandardCharsets.UTF_8));
        String signed = access.split("\\.")[0] + "." + doubled;
        refused(signed + "." + sign(key.secret(), signed));
    }

    @Test
    void refusesDamagedRefreshTokens() {
        String refresh = signedIn.text("refreshToken");
        for (int i = 0; i < refresh.length(); i++) {
            char other = refresh.charAt(i) == 'A' ? 'B' : 'A';
            refreshRefused(refresh.substring(0, i) + other + refresh.substring(i + 1));
        }
        refreshRefused(refresh + "=");
        refreshRefused(refresh + "A");
        refreshRefused(refresh.substring(1));
        refreshRefused(access);
        api.post("/api/auth/refresh", Map.of()).expect(422, "validation");
        api.post("/api/auth/refresh").expect(422, "validation");
        api.post("/api/auth/refresh", Map.of("refreshToken", refresh)).expect(200);
    }

    @Test
    void ignoresAStaleTokenAtTheEntrance() {
        Api stale = api.as("x.y.z");
        stale.post("/api/auth/refresh", Map.of("refreshToken", signedIn.text("refreshToken")))
                .expect(200);
        stale.get("/api/businesses").expect(401, "invalid_token");
    }

    private void refused(String token) {
        Answer answer = api.as(token).get("/api/auth/me").expect(401, "invalid_token");
        assertTrue(answer.header("WWW-Authenticate").startsWith("Bearer error=\"invalid_token\""));
    }

    private void refreshRefused(String token) {
        api.post("/api/auth/refresh", Map.of("refreshToken", token)).expect(401, "invalid_refresh_token");
    }

    private String forged(Consumer<Map<String, Object>> header, Consumer<Map<String, Object>> claims) {
        String[] parts = access.split("\\.");
        String signed = changed(parts[0], header) + "." + changed(parts[1], claims);
        return signed + "." + sign(key.secret(), signed);
    }

    @SuppressWarnings("unchecked")
    private static String changed(String part, Consumer<Map<String, Object>> change) {
        Map<String, Object> members = JSON.readValue(Base64.getUrlDecoder().decode(part), LinkedHashMap.class);
        change.accept(members);
        return encode(JSON.writeValueAsBytes(members));
    }

    private static String sign(PrivateKey key, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return encode(signature.sign());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
