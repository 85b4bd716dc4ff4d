package dev.jari.web;

import java.util.Set;

/** Who is signed in: the principal of each authenticated request. */
public record Caller(String userId, String sessionId, Set<String> roles) {

    public boolean isAdmin() {
        return roles.contains("ADMIN");
    }
}
