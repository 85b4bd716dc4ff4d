package dev.jari.provider;

import dev.jari.web.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Tells providers that somebody has left, in each one's way. */
@Component
public class Goodbyes {
    private final Discovery discovery;
    private final ProviderHttp http;
    private final SignInRequests requests;

    Goodbyes(Discovery discovery, ProviderHttp http, SignInRequests requests) {
        this.discovery = discovery;
        this.http = http;
        this.requests = requests;
    }

    /** True once there is nothing left to tell; false, or a {@code provider_unavailable}: ask again later. */
    public boolean tell(Provider provider, String subject, @Nullable String token) {
        Endpoints endpoints = discovery.of(provider);
        return switch (provider.kind().farewell()) {
            case KAKAO -> unlinkKakao(provider, endpoints, subject, token);
            case NAVER -> deleteNaver(provider, endpoints, token);
            case REVOKE -> revoke(provider, endpoints, token);
        };
    }

    /** By the admin key, which needs no token of the person's, else in the person's own name. */
    private boolean unlinkKakao(Provider provider, Endpoints endpoints, String subject, @Nullable String token) {
        String address = Endpoints.required(endpoints.revocation(), "revocation-uri");
        String adminKey = provider.client().adminKey();
        if (adminKey != null) {
            var form = new LinkedHashMap<String, String>();
            form.put("target_id_type", "user_id");
            form.put("target_id", subject);
            return isSettled(http.post(address, form, Map.of("Authorization", "KakaoAK " + adminKey)));
        }
        return fresh(provider, endpoints, token)
                .map(access -> isSettled(http.post(address, Map.of(), Map.of("Authorization", "Bearer " + access))))
                .orElse(true);
    }

    private boolean deleteNaver(Provider provider, Endpoints endpoints, @Nullable String token) {
        Optional<String> access = fresh(provider, endpoints, token);
        if (access.isEmpty()) {
            return true;
        }
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "delete");
        form.put("access_token", access.get());
        form.put("service_provider", "NAVER");
        String address = Endpoints.required(endpoints.token(), "token-uri");
        return isSettled(requests.asClient(provider, endpoints, address, form));
    }

    private boolean revoke(Provider provider, Endpoints endpoints, @Nullable String token) {
        if (endpoints.revocation() == null || token == null) {
            return true;
        }
        return isSettled(requests.asClient(
                provider,
                endpoints,
                endpoints.revocation(),
                new LinkedHashMap<>(Map.of("token", token, "token_type_hint", "refresh_token"))));
    }

    /** An access token that lives, by the refresh token; empty where the provider has forgotten both. */
    private Optional<String> fresh(Provider provider, Endpoints endpoints, @Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        var form = new LinkedHashMap<>(Map.of("grant_type", "refresh_token", "refresh_token", token));
        return requests.token(provider, endpoints, form)
                .map(answer -> answer.path("access_token"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }

    /** A refusal of what we said (400: no such token, no such person) is an answer; one of ourselves (401, 403) is our own mistake. */
    private static boolean isSettled(ProviderHttp.Answer answer) {
        if (answer.status() / 100 == 3) {
            throw Problem.unavailable("provider_unavailable", "The provider sent us elsewhere.", 5);
        }
        return answer.status() != 401 && answer.status() != 403;
    }
}
