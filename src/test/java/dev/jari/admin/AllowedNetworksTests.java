package dev.jari.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Operators' calls, pages and code are for clients from where operators work; proxies say who that is, if they are trusted. */
class AllowedNetworksTests {
    private static final String NETWORKS = "jari.admin.allowed-networks=203.0.113.0/24,2001:db8::/48";

    @Test
    void letsInFromThereOnly() {
        try (App app = App.start(Engine.SQLITE, NETWORKS, "jari.web.trusted-proxies=127.0.0.1")) {
            Api operator = operator(app);
            for (String address : List.of("203.0.113.9", "2001:db8::7", "198.51.100.4, 203.0.113.9")) {
                Api inside = operator.header("X-Forwarded-For", address);
                inside.get("/api/admin/users").expect(200);
                inside.header("Accept", "text/html").get("/admin").expect(200);
            }
            for (String address : List.of("198.51.100.4", "203.0.113.9, 198.51.100.4", "2001:db9::7", "nonsense")) {
                Api outside = operator.header("X-Forwarded-For", address);
                refuses(outside);
                outside.get("/api/auth/me").expect(200);
            }
        }
    }

    @Test
    void believesNoProxyThatIsNotTrusted() {
        try (App app = App.start(Engine.SQLITE, NETWORKS)) {
            refuses(operator(app).header("X-Forwarded-For", "203.0.113.9"));
        }
    }

    private static void refuses(Api outside) {
        for (String path : List.of("/api/admin/users", "/api/admin/audit", "/api/%61dmin/users")) {
            outside.get(path).expect(403, "network_not_allowed");
        }
        outside.delete("/api/admin/caches/user").expect(403, "network_not_allowed");
        for (String page : List.of("/admin", "/admin/users", "/admin/console-ABC.js")) {
            outside.header("Accept", "text/html").get(page).expect(403, "network_not_allowed");
        }
    }

    private static Api operator(App app) {
        assertThat(app.bean(Users.class).register("op@example.com", Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER)))
                .isPresent();
        Api api = app.api();
        return api.as(api.post("/api/auth/login", Map.of("email", "op@example.com", "password", Api.PASSWORD))
                .expect(200)
                .text("accessToken"));
    }

    @Test
    void doesNotStartWithWhatIsNoNetwork() {
        assertThatThrownBy(() -> App.start(Engine.SQLITE, "jari.admin.allowed-networks=the-office")
                        .close())
                .satisfies(e -> assertThat(e).hasStackTraceContaining("such as 203.0.113.7 or 2001:db8::/48"));
    }
}
