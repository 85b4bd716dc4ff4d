package dev.jari.testing;

import dev.jari.user.User;
import dev.jari.user.Users;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;

/** An operator who runs jobs and waits for them. */
public final class Jobs {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api operator;

    public Jobs(Api operator) {
        this.operator = operator;
    }

    public static Jobs of(App app) {
        String email = "op-" + UUID.randomUUID() + "@example.com";
        app.bean(Users.class).register(email, Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER));
        return new Jobs(signedIn(app.api(), email));
    }

    /** An instance answers a moment before it has made its operator. */
    public static Api signedIn(Api api, String email) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Map<String, String> login = Map.of("email", email, "password", Api.PASSWORD);
        Api.Answer answer = api.post("/api/auth/login", login);
        while (answer.status() != 200 && Instant.now().isBefore(deadline)) {
            pause();
            answer = api.post("/api/auth/login", login);
        }
        return api.as(answer.expect(200).text("accessToken"));
    }

    public Api operator() {
        return operator;
    }

    /** Runs it, once nobody else does, and answers how it went. */
    public JsonNode run(String job) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Api.Answer begun = operator.post("/api/admin/jobs/" + job + "/runs");
        while (begun.status() == 409 && Instant.now().isBefore(deadline)) {
            pause();
            begun = operator.post("/api/admin/jobs/" + job + "/runs");
        }
        return end(job, begun.expect(202).text("id"));
    }

    public JsonNode end(String job, String id) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (JsonNode run : operator.get("/api/admin/jobs/" + job + "/runs")
                    .expect(200)
                    .json()
                    .get("items")) {
                if (run.get("id").asString().equals(id) && run.hasNonNull("endedAt")) {
                    return run;
                }
            }
            pause();
        }
        return Assertions.fail("run " + id + " of " + job + " has not ended");
    }

    public JsonNode completed(String job) {
        JsonNode run = run(job);
        Assertions.assertEquals("COMPLETED", run.get("state").asString(), run::toString);
        return run;
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
