package dev.jari.idp;

import dev.jari.web.Secrets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** What this instance is at its own demo provider: a client of each shape, with secrets made at start and kept nowhere. */
@Component
@Conditional(DemoWanted.class)
public class DemoIdp {
    private static final Logger log = LoggerFactory.getLogger(DemoIdp.class);

    private final Environment environment;
    private final String secret = Secrets.token();
    private final String adminKey = Secrets.token();
    private final KeyPair appleKey = ecKey();

    DemoIdp(Environment environment) {
        this.environment = environment;
        log.warn("The demo identity provider is on: anybody can sign in as an invented person. Not for production.");
    }

    /** The last four are Apple's and Kakao's; {@code privateKey}: PKCS#8 in base64. */
    public record Client(
            String shape,
            String path,
            String clientId,
            String clientSecret,
            @Nullable String teamId,
            @Nullable String keyId,
            @Nullable String privateKey,
            @Nullable String adminKey) {}

    public List<Client> clients() {
        return Arrays.stream(Shape.values()).map(this::client).toList();
    }

    private Client client(Shape shape) {
        boolean apple = shape == Shape.APPLE;
        return new Client(
                shape.path(),
                path(shape),
                clientId(shape),
                apple ? "" : secret,
                apple ? "DEMOTEAM" : null,
                apple ? "demo-apple" : null,
                apple ? Base64.getEncoder().encodeToString(appleKey.getPrivate().getEncoded()) : null,
                shape == Shape.KAKAO ? adminKey : null);
    }

    static String path(Shape shape) {
        return "/demo-idp/" + shape.path();
    }

    static String clientId(Shape shape) {
        return "demo-" + shape.path();
    }

    /** Where this instance calls itself; the port is known once it listens. */
    String issuer(Shape shape) {
        return "http://127.0.0.1:" + environment.getProperty("local.server.port", "8080") + path(shape);
    }

    boolean isSecret(String presented) {
        return Secrets.areEqual(presented, secret);
    }

    boolean isAdmin(String authorization) {
        return Secrets.areEqual(authorization, "KakaoAK " + adminKey);
    }

    ECPublicKey appleKey() {
        return (ECPublicKey) appleKey.getPublic();
    }

    private static KeyPair ecKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
