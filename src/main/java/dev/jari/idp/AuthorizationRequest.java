package dev.jari.idp;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a client asks for in the browser, read strictly: what a real provider would refuse in production is refused here. */
record AuthorizationRequest(Shape shape, Map<String, String> parameters) {

    String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Whether the client and its address are right; else nobody may be sent anywhere. */
    boolean isOfClient(String origin) {
        return get("client_id").equals(DemoIdp.clientId(shape))
                && get("redirect_uri").equals(origin + "/api/auth/oauth2/" + shape.path() + "/callback");
    }

    /** What is wrong with the rest, in RFC 6749's words; empty if nothing is. */
    String error() {
        if (!get("response_type").equals("code")) {
            return "unsupported_response_type";
        }
        boolean pkce = get("code_challenge_method").equals("S256")
                && get("code_challenge").matches("[A-Za-z0-9_-]{43}");
        boolean openId = !shape.hasIdToken() || !get("nonce").isBlank();
        boolean scoped = shape != Shape.GOOGLE || (" " + get("scope") + " ").contains(" openid ");
        boolean posted = shape != Shape.APPLE || get("response_mode").equals("form_post");
        return pkce && openId && scoped && posted && !get("state").isBlank() ? "" : "invalid_request";
    }

    /** What the answer carries back, beside {@code more}. */
    Map<String, String> answer(Map<String, String> more) {
        Map<String, String> answer = new LinkedHashMap<>(more);
        answer.put("state", get("state"));
        return answer;
    }
}
