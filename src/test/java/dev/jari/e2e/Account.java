package dev.jari.e2e;

import dev.jari.testing.Api;
import java.util.Map;
import java.util.UUID;

/** Somebody who has registered. */
record Account(String email, String password, Api api) {

    static Account register(Jari jari, String name) {
        String email = UUID.randomUUID() + "@example.com";
        String token = jari.api()
                .post("/api/auth/register", Map.of("email", email, "password", Api.PASSWORD, "name", name))
                .expect(201)
                .text("accessToken");
        return new Account(email, Api.PASSWORD, jari.api().as(token));
    }

    static Account signIn(Jari jari, String email, String password) {
        String token = jari.api()
                .post("/api/auth/login", Map.of("email", email, "password", password))
                .expect(200)
                .text("accessToken");
        return new Account(email, password, jari.api().as(token));
    }
}
