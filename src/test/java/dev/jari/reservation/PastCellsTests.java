package dev.jari.reservation;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Jobs;
import dev.jari.testing.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cells of last week are deleted; the books are right before and after, and bookings of then can still change. */
@ParameterizedClass
@EachEngine
class PastCellsTests {
    private static final long TEN_DAYS = 10 * 288;

    private final App app;
    private final JdbcClient jdbc;

    PastCellsTests(Engine engine) {
        app = App.on(engine);
        jdbc = app.bean(JdbcClient.class);
    }

    @Test
    void cellsOfThePastGoAndTheBooksAreRight() {
        Shop shop = Shop.open(app.api());
        String resource = shop.resource("STAFF", 1);
        String service = shop.service(List.of(resource), Map.of("mode", "APPROVAL"));
        Api customer = app.api().registered("customer");
        String old = shop.book(customer, service, time(1, 10, 0)).expect(201).text("id");
        for (String change : List.of(
                "update claim set first_cell = first_cell - :by, hard_from = hard_from - :by, hard_to = hard_to - :by,"
                        + " last_cell = last_cell - :by where resource_id = :resource",
                "update capacity_cell set cell = cell - :by where resource_id = :resource")) {
            jdbc.sql(change).param("by", TEN_DAYS).param("resource", resource).update();
        }
        shop.book(customer, service, time(1, 10, 0)).expect(201);
        assertThat(cells(resource)).isEqualTo(24);
        assertThat(app.bean(Audit.class).report()).matches(Audit.Report::isClean);

        Jobs.of(app).completed("past-cells");
        assertThat(cells(resource)).isEqualTo(12);
        assertThat(app.bean(Audit.class).report()).matches(Audit.Report::isClean);

        shop.owner.post("/api/reservations/" + old + "/rejection").expect(200);
        assertThat(cells(resource)).isEqualTo(12);
        assertThat(app.bean(Audit.class).report()).matches(Audit.Report::isClean);
    }

    private int cells(String resource) {
        return jdbc.sql("select count(*) from capacity_cell where resource_id = ?")
                .param(resource)
                .query(Integer.class)
                .single();
    }
}
