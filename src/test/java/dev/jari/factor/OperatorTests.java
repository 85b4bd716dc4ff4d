package dev.jari.factor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whatever is under /api/admin asks for a recent proof, without asking for it. */
class OperatorTests {
    @RestController
    static class Desk {
        @GetMapping("/api/admin/desk")
        Map<String, String> desk() {
            return Map.of();
        }
    }

    @Test
    void operatorsNeedASecondFactorWhereThatIsWanted() {
        try (App app = App.startWith(Desk.class, Engine.SQLITE, "jari.admin.require-second-factor=true")) {
            Person fay = new Person(app);
            fay.me.get("/api/admin/desk").expect(403, "forbidden");
            Api operator = promoted(fay);
            Answer refused = operator.get("/api/admin/desk").expect(403, "second_factor_required");
            assertTrue(refused.text("detail").contains("/api/auth/totp"), refused::body);
            fay.me = operator;
            fay.withPhone();
            operator.get("/api/admin/desk").expect(200);
            fay.grow();
            operator.get("/api/admin/desk").expect(403, "step_up_required");
        }
    }

    private static Api promoted(Person person) {
        person.app
                .bean(JdbcClient.class)
                .sql("update users set roles = 'ADMIN USER' where id = ?")
                .param(person.id)
                .update();
        return person.site.as(person.login().expect(200).text("accessToken"));
    }

    @Test
    void operatorsProveThatItIsStillThem() {
        try (App app = App.startWith(Desk.class, Engine.SQLITE)) {
            Person fay = new Person(app);
            fay.me.get("/api/admin/desk").expect(403, "forbidden");
            Api operator = promoted(fay);
            operator.get("/api/admin/desk").expect(200);
            fay.grow();
            operator.get("/api/admin/desk").expect(403, "step_up_required");
            operator.post("/api/auth/step-up", Map.of("method", "password", "password", Api.PASSWORD))
                    .expect(204);
            operator.get("/api/admin/desk").expect(200);
        }
    }
}
