package dev.jari.web;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in: the principal of each authenticated request. {@code actor}: the operator who acts as this person, where one does
 * (RFC 8693, {@code act}).
 */
public record Caller(
        String userId,
        String sessionId,
        Set<String> roles,
        @Nullable String actor) {

    public Caller(String userId, String sessionId, Set<String> roles) {
        this(userId, sessionId, roles, null);
    }

    public boolean isAdmin() {
        return roles.contains("ADMIN");
    }

    public boolean isImpersonated() {
        return actor != null;
    }
}
