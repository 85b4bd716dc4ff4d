package dev.jari.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A push service on this machine and the browser behind it, which reads what comes (RFC 8291) and checks who sent it (RFC 8292). */
public final class PushService implements AutoCloseable {
    private final HttpServer server;
    private final KeyPair keys;
    private final byte[] auth = new byte[16];
    private final String siteKey;
    public final List<JsonNode> received = new CopyOnWriteArrayList<>();
    public final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
    public volatile int answer = 201;
    public volatile int asked;

    public PushService(String siteKey) {
        this.siteKey = siteKey;
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            new SecureRandom().nextBytes(auth);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.start();
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** As a browser answers it to the page. */
    public Map<String, Object> subscription(String name) {
        return Map.of(
                "endpoint",
                origin() + "/send/" + name,
                "keys",
                Map.of("p256dh", encode(point((ECPublicKey) keys.getPublic())), "auth", encode(auth)));
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        synchronized (this) {
            asked++;
        }
        int status = answer;
        try {
            if (status == 201) {
                check(exchange.getRequestHeaders().getFirst("Authorization"));
                received.add(JsonMapper.shared().readTree(new String(decrypt(body), StandardCharsets.UTF_8)));
                headers.add(Map.copyOf(exchange.getRequestHeaders()));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            status = 400;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void check(String authorization) throws GeneralSecurityException {
        String token = authorization.replaceAll("vapid t=([^,]+), k=.*", "$1");
        String key = authorization.replaceAll(".*, k=", "");
        int dot = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(publicKey(decode(key)));
        signature.update(token.substring(0, dot).getBytes(StandardCharsets.US_ASCII));
        JsonNode claims = JsonMapper.shared().readTree(decode(token.split("\\.")[1]));
        if (!key.equals(siteKey)
                || !signature.verify(decode(token.substring(dot + 1)))
                || !claims.get("aud").asString().equals(origin())) {
            throw new GeneralSecurityException("not signed by the site");
        }
    }

    private byte[] decrypt(byte[] body) throws GeneralSecurityException {
        byte[] salt = Arrays.copyOf(body, 16);
        int length = body[20];
        byte[] sender = Arrays.copyOfRange(body, 21, 21 + length);
        byte[] sealed = Arrays.copyOfRange(body, 21 + length, body.length);
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(keys.getPrivate());
        agreement.doPhase(publicKey(sender), true);
        String about = hex("WebPush: info\0")
                + HexFormat.of().formatHex(point((ECPublicKey) keys.getPublic()))
                + HexFormat.of().formatHex(sender);
        byte[] secret =
                hmac(hmac(auth, agreement.generateSecret()), HexFormat.of().parseHex(about + "01"));
        byte[] pseudo = hmac(salt, secret);
        byte[] key =
                Arrays.copyOf(hmac(pseudo, HexFormat.of().parseHex(hex("Content-Encoding: aes128gcm\0") + "01")), 16);
        byte[] nonce =
                Arrays.copyOf(hmac(pseudo, HexFormat.of().parseHex(hex("Content-Encoding: nonce\0") + "01")), 12);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] padded = cipher.doFinal(sealed);
        return Arrays.copyOf(padded, padded.length - 1);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text);
    }

    private PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        ECPoint at = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(at, ((ECPublicKey) keys.getPublic()).getParams()));
    }

    private static byte[] point(ECPublicKey key) {
        String x = "%064x".formatted(key.getW().getAffineX());
        String y = "%064x".formatted(key.getW().getAffineY());
        return HexFormat.of().parseHex("04" + x + y);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
