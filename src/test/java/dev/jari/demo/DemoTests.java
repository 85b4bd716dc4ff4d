package dev.jari.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.reservation.Audit;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class DemoTests {
    private static final String BOOKINGS = """
            select b.name || ' ' || s.name || ' ' || r.start_at || ' ' || r.party || ' ' || coalesce(r.guest_name, '-')
              from reservation r
              join business b on b.id = r.business_id
              join service s on s.id = r.service_id
             order by 1
            """;

    @Test
    void makesTheSameShopsAndBookingsOnBothEnginesOnce() throws InterruptedException {
        List<String> sqlite;
        try (App app = App.start(Engine.SQLITE, "jari.demo=true")) {
            sqlite = bookings(app);
            showsShops(app);
            try (App second = app.another("jari.demo=true")) {
                assertEquals(sqlite, bookings(second));
            }
        }
        try (App app = App.start(Engine.POSTGRESQL, "jari.demo=true")) {
            assertEquals(sqlite, bookings(app));
        }
        assertTrue(sqlite.size() > 800, () -> sqlite.size() + " bookings");
    }

    private static void showsShops(App app) {
        JsonNode shops =
                app.api().get("/api/businesses?limit=100").expect(200).json().get("items");
        assertEquals(13, shops.size());
        for (JsonNode shop : shops) {
            String path = "/api/businesses/" + shop.get("id").asString();
            JsonNode services =
                    app.api().get(path + "/services").expect(200).json().get("items");
            assertTrue(services.size() > 0, shop::toString);
            for (JsonNode service : services) {
                JsonNode days = app.api()
                        .get(path + "/services/" + service.get("id").asString() + "/availability?days=14&party="
                                + service.get("minParty").asInt())
                        .expect(200)
                        .json()
                        .get("days");
                assertTrue(days.valueStream().anyMatch(day -> !day.get("slots").isEmpty()), service::toString);
            }
        }
    }

    private static List<String> bookings(App app) throws InterruptedException {
        app.bean(Demo.class).await(Duration.ofMinutes(2));
        assertTrue(app.bean(Audit.class).report().isClean());
        long unread = app.bean(JdbcClient.class)
                .sql("select count(*) from notification where read_at is null")
                .query(Long.class)
                .single();
        assertTrue(unread < 30, () -> unread + " unread notifications of three people");
        return app.bean(JdbcClient.class)
                .sql(BOOKINGS)
                .query((rs, row) -> rs.getString(1))
                .list();
    }
}
