package dev.jari.idp;

import dev.jari.web.Secrets;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.annotation.Conditional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What clients call: codes become tokens, tokens become people, and people leave. */
@RestController
@RequestMapping("/demo-idp/{shape}")
@Conditional(DemoWanted.class)
@Hidden
class DemoTokenController {
    private static final long SLOW_MILLIS = 8_000;
    private static final int HUGE = 2_000_000;
    private static final int REVOCATIONS_MISSED = 2;

    private final DemoIdp idp;
    private final DemoKeys keys;
    private final Grants grants;

    DemoTokenController(DemoIdp idp, DemoKeys keys, Grants grants) {
        this.idp = idp;
        this.keys = keys;
        this.grants = grants;
    }

    @GetMapping("/.well-known/openid-configuration")
    Map<String, Object> discovery(@PathVariable String shape) {
        String issuer = idp.issuer(Shape.of(shape));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("issuer", issuer);
        document.put("authorization_endpoint", issuer + "/authorize");
        document.put("token_endpoint", issuer + "/token");
        document.put("userinfo_endpoint", issuer + "/userinfo");
        document.put("jwks_uri", issuer + "/jwks");
        document.put("revocation_endpoint", issuer + "/revoke");
        document.put("response_types_supported", List.of("code"));
        document.put("subject_types_supported", List.of("public"));
        document.put("id_token_signing_alg_values_supported", List.of("RS256"));
        document.put("code_challenge_methods_supported", List.of("S256"));
        document.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
        return document;
    }

    @GetMapping("/jwks")
    Map<String, Object> jwks(@PathVariable String shape) {
        Shape.of(shape);
        return keys.jwks();
    }

    @PostMapping(path = "/token", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> token(@PathVariable String shape, @RequestParam Map<String, String> form) {
        Shape known = Shape.of(shape);
        if (!isClient(known, form)) {
            return refused(HttpStatus.UNAUTHORIZED, "invalid_client");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchanged(known, form);
            case "refresh_token" -> refreshed(known, form);
            case "delete" -> known == Shape.NAVER ? deleted(form) : refused(HttpStatus.BAD_REQUEST, "invalid_request");
            default -> refused(HttpStatus.BAD_REQUEST, "unsupported_grant_type");
        };
    }

    private boolean isClient(Shape shape, Map<String, String> form) {
        String secret = form.getOrDefault("client_secret", "");
        return DemoIdp.clientId(shape).equals(form.get("client_id"))
                && (shape == Shape.APPLE ? keys.isAppleSecret(secret) : idp.isSecret(secret));
    }

    private ResponseEntity<?> exchanged(Shape shape, Map<String, String> form) {
        Optional<Grant> grant = grants.take(Grants.Use.CODE, form.getOrDefault("code", ""))
                .filter(found -> found.shape() == shape)
                .filter(found -> found.redirectUri().equals(form.get("redirect_uri")))
                .filter(found -> found.challenge().equals(Secrets.digest(form.getOrDefault("code_verifier", ""))));
        if (grant.isEmpty()) {
            return refused(HttpStatus.BAD_REQUEST, "invalid_grant");
        }
        return switch (grant.get().fault()) {
            case DOWN -> ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
            case REDIRECT ->
                ResponseEntity.status(HttpStatus.TEMPORARY_REDIRECT)
                        .header(HttpHeaders.LOCATION, idp.issuer(shape) + "/token")
                        .build();
            case HUGE -> ResponseEntity.ok(Map.of("access_token", "x".repeat(HUGE)));
            case SLOW -> {
                sleep();
                yield ResponseEntity.ok(tokens(grant.get()));
            }
            default -> ResponseEntity.ok(tokens(grant.get()));
        };
    }

    private static void sleep() {
        try {
            Thread.sleep(SLOW_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> tokens(Grant grant) {
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("access_token", grants.keep(Grants.Use.ACCESS, grant, Grants.ACCESS_LIFE));
        tokens.put("refresh_token", grants.keep(Grants.Use.REFRESH, grant, Grants.REFRESH_LIFE));
        tokens.put("token_type", "Bearer");
        tokens.put("expires_in", Grants.ACCESS_LIFE.toSeconds());
        if (grant.shape().hasIdToken()) {
            tokens.put("id_token", keys.idToken(grant));
        }
        return tokens;
    }

    private ResponseEntity<?> refreshed(Shape shape, Map<String, String> form) {
        return grants.find(Grants.Use.REFRESH, form.getOrDefault("refresh_token", ""))
                .filter(grant -> grant.shape() == shape)
                .<ResponseEntity<?>>map(grant -> ResponseEntity.ok(tokens(grant)))
                .orElseGet(() -> refused(HttpStatus.BAD_REQUEST, "invalid_grant"));
    }

    @GetMapping("/userinfo")
    ResponseEntity<?> userInfo(
            @PathVariable String shape,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization) {
        return grants.find(Grants.Use.ACCESS, authorization.replaceFirst("^Bearer ", ""))
                .filter(grant -> grant.shape() == Shape.of(shape))
                .<ResponseEntity<?>>map(grant -> ResponseEntity.ok(grant.shape().userInfo(grant)))
                .orElseGet(() -> refused(HttpStatus.UNAUTHORIZED, "invalid_token"));
    }

    /** Naver's way of saying goodbye. */
    private ResponseEntity<?> deleted(Map<String, String> form) {
        return gone(grants.find(Grants.Use.ACCESS, form.getOrDefault("access_token", "")));
    }

    /** RFC 7009: also for a token that is not known (any more), 200. */
    @PostMapping(path = "/revoke", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> revoke(@PathVariable String shape, @RequestParam Map<String, String> form) {
        if (!isClient(Shape.of(shape), form)) {
            return refused(HttpStatus.UNAUTHORIZED, "invalid_client");
        }
        return gone(grants.find(Grants.Use.REFRESH, form.getOrDefault("token", "")));
    }

    private ResponseEntity<?> gone(Optional<Grant> grant) {
        boolean missed = grant.filter(found -> found.fault() == Fault.REVOCATION_DOWN)
                .filter(found -> grants.count("farewell", found.person().subject()) <= REVOCATIONS_MISSED)
                .isPresent();
        return missed
                ? ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build()
                : ResponseEntity.ok(Map.of("result", "success"));
    }

    /** Kakao's unlink, by the admin key. */
    @PostMapping(path = "/unlink", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    ResponseEntity<?> unlink(
            @PathVariable String shape,
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "") String authorization,
            @RequestParam Map<String, String> form) {
        if (Shape.of(shape) != Shape.KAKAO || !idp.isAdmin(authorization)) {
            return refused(HttpStatus.UNAUTHORIZED, "invalid_client");
        }
        return ResponseEntity.ok(Map.of("id", form.getOrDefault("target_id", "")));
    }

    private static ResponseEntity<Map<String, String>> refused(HttpStatus status, String error) {
        return ResponseEntity.status(status).body(Map.of("error", error));
    }
}
