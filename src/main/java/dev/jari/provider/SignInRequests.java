package dev.jari.provider;

import dev.jari.provider.Kind.ClientAuth;
import dev.jari.provider.Kind.Who;
import dev.jari.web.Problem;
import dev.jari.web.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** One sign-in at a provider: where to send the browser, and, when it is back with a code, who that is. */
@Component
public class SignInRequests {
    private static final Logger log = LoggerFactory.getLogger(SignInRequests.class);

    private final Discovery discovery;
    private final ProviderHttp http;
    private final IdTokens idTokens;
    private final AppleSecret appleSecret;

    SignInRequests(Discovery discovery, ProviderHttp http, IdTokens idTokens, AppleSecret appleSecret) {
        this.discovery = discovery;
        this.http = http;
        this.idTokens = idTokens;
        this.appleSecret = appleSecret;
    }

    /** What only we and, by and by, the provider know of one request; {@code verifier} is PKCE's (RFC 7636). */
    public record RequestSecrets(String state, String nonce, String verifier) {}

    /** {@code refreshToken}: with which the provider can be told later that the person has left; not every sign-in brings one. */
    public record Proven(Profile profile, @Nullable String refreshToken, String accessToken) {}

    /** The provider's page for this request. */
    public String page(Provider provider, RequestSecrets secrets, String redirectUri) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", provider.client().clientId());
        query.put("redirect_uri", redirectUri);
        query.put("state", secrets.state());
        query.put("code_challenge", Secrets.digest(secrets.verifier()));
        query.put("code_challenge_method", "S256");
        if (provider.kind().who() == Who.ID_TOKEN) {
            query.put("nonce", secrets.nonce());
        }
        if (!provider.scopes().isEmpty()) {
            query.put("scope", String.join(" ", provider.scopes()));
        }
        query.putAll(provider.kind().extras());
        String page = Endpoints.required(discovery.of(provider).authorization(), "authorization-uri");
        return page + (page.indexOf('?') < 0 ? '?' : '&') + ProviderHttp.encoded(query);
    }

    /** Refuses an answer that another provider gave (RFC 9207). */
    public void requireFrom(Provider provider, @Nullable String iss) {
        if (iss != null && !iss.equals(discovery.of(provider).issuer())) {
            throw IdTokens.invalid(provider, "iss of the answer");
        }
    }

    /** Exchanges the code; whoever the provider then names is proven. */
    public Proven prove(Provider provider, RequestSecrets secrets, String code, String redirectUri) {
        Endpoints endpoints = discovery.of(provider);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", redirectUri);
        form.put("code_verifier", secrets.verifier());
        form.put("state", secrets.state()); // Naver wants it; others must ignore what they do not know (RFC 6749, 3.2)
        JsonNode tokens = token(provider, endpoints, form)
                .filter(answer -> answer.path("access_token").isString())
                .orElseThrow(() -> refused(provider, "token"));
        Profile profile = profile(provider, endpoints, tokens, secrets.nonce());
        return new Proven(
                provider.client().trustEmail() ? profile : profile.distrusted(),
                tokens.path("refresh_token").stringValueOpt().orElse(null),
                tokens.get("access_token").stringValue());
    }

    private Profile profile(Provider provider, Endpoints endpoints, JsonNode tokens, String nonce) {
        JsonNode said;
        if (provider.kind().who() == Who.ID_TOKEN) {
            said = idTokens.verify(provider, endpoints, tokens.path("id_token").asString(""), nonce);
        } else {
            String bearer = "Bearer " + tokens.get("access_token").stringValue();
            var answer = http.get(
                    Endpoints.required(endpoints.userInfo(), "user-info-uri"), Map.of("Authorization", bearer));
            said = answer.isOk() ? answer.body() : tokens.path("none");
        }
        return provider.kind().reading().of(said).orElseThrow(() -> refused(provider, "profile"));
    }

    /** Asks the token endpoint as this client; empty if it refuses. */
    Optional<JsonNode> token(Provider provider, Endpoints endpoints, Map<String, String> form) {
        var answer = asClient(provider, endpoints, Endpoints.required(endpoints.token(), "token-uri"), form);
        return answer.isOk() ? Optional.of(answer.body()) : Optional.empty();
    }

    ProviderHttp.Answer asClient(Provider provider, Endpoints endpoints, String address, Map<String, String> form) {
        var client = provider.client();
        if (provider.clientAuth() == ClientAuth.BASIC) {
            String pair = ProviderHttp.encoded(client.clientId()) + ":" + ProviderHttp.encoded(client.clientSecret());
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            return http.post(address, form, Map.of("Authorization", "Basic " + basic));
        }
        Map<String, String> whole = new LinkedHashMap<>(form);
        whole.put("client_id", client.clientId());
        whole.put(
                "client_secret",
                provider.clientAuth() == ClientAuth.APPLE
                        ? appleSecret.of(provider, Endpoints.required(endpoints.issuer(), "issuer"))
                        : client.clientSecret());
        return http.post(address, whole, Map.of());
    }

    private static Problem refused(Provider provider, String what) {
        log.warn("{} refused to tell us who somebody is ({})", provider.name(), what);
        return Problem.of(
                HttpStatus.UNAUTHORIZED, "provider_refused", "The provider did not confirm who you are; try again.");
    }
}
