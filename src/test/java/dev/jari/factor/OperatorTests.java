package dev.jari.factor;

import dev.jari.testing.Api;
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
    void operatorsProveThatItIsStillThem() {
        try (App app = App.startWith(Desk.class, Engine.SQLITE)) {
            Person fay = new Person(app);
            fay.me.get("/api/admin/desk").expect(403, "forbidden");
            app.bean(JdbcClient.class)
                    .sql("update users set roles = 'ADMIN USER' where id = ?")
                    .param(fay.id)
                    .update();
            Api operator = fay.site.as(fay.login().expect(200).text("accessToken"));
            operator.get("/api/admin/desk").expect(200);
            fay.grow();
            operator.get("/api/admin/desk").expect(403, "step_up_required");
            operator.post("/api/auth/step-up", Map.of("method", "password", "password", Api.PASSWORD))
                    .expect(204);
            operator.get("/api/admin/desk").expect(200);
        }
    }
}
