package dev.jari.reservation;

import static dev.jari.testing.Shop.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.jari.capacity.CellAudit;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Writers that go around the rules: the database refuses the worst, and the audit finds the rest. */
@ParameterizedClass
@EachEngine
class AuditTests {
    private final App app;
    private final String resource;
    private final String reservation;

    AuditTests(Engine engine) {
        this.app = App.on(engine);
        Shop shop = Shop.open(app.api());
        this.resource = shop.resource("STAFF", 1);
        String service = shop.service(List.of(resource), Map.of());
        this.reservation = shop.book(app.api().registered("customer"), service, time(1, 10, 0))
                .expect(201)
                .text("id");
    }

    @Test
    void theDatabaseRefusesMoreThanTheCapacity() {
        for (String beside : List.of("hard = cap + 1", "hard = -1", "soft = -1", "soft = 1")) {
            assertThatThrownBy(() -> cells(beside)).as(beside).isInstanceOf(DataAccessException.class);
        }
        assertThat(report()).matches(Audit.Report::isClean);
    }

    @Test
    void findsCellsThatAreNotWhatTheirClaimsMakeThem() {
        cells("hard = 0");
        assertThat(report().drift()).isEqualTo(12);
        cells("hard = 1");
        assertThat(report()).matches(Audit.Report::isClean);
    }

    /** It looks at some resources at a time; all of them are looked at, and as few cells are told as one asks for. */
    @Test
    void findsThemHoweverManyResourcesThereAre() {
        Shop large = Shop.open(app.api());
        for (int i = 0; i < 60; i++) {
            large.resource("STAFF", 1);
        }
        Shop late = Shop.open(app.api());
        String last = late.resource("STAFF", 1);
        late.book(app.api().registered("customer"), late.service(List.of(last), Map.of()), time(1, 10, 0))
                .expect(201);
        for (String one : List.of(resource, last)) {
            write("update capacity_cell set hard = 0 where resource_id = ?", one);
        }
        assertThat(report().drift()).isEqualTo(24);
        assertThat(app.bean(CellAudit.class).findings(Long.MIN_VALUE, 13)).hasSize(13);
        for (String one : List.of(resource, last)) {
            write("update capacity_cell set hard = 1 where resource_id = ?", one);
        }
        assertThat(report()).matches(Audit.Report::isClean);
    }

    @Test
    void findsAPlaceThatAnEndedReservationKeeps() {
        write("update reservation set state = 'CANCELLED' where id = ?", reservation);
        assertThat(report().wrongClaims()).isEqualTo(1);
        write("update reservation set state = 'CONFIRMED' where id = ?", reservation);
        assertThat(report()).matches(Audit.Report::isClean);
    }

    private Audit.Report report() {
        return app.bean(Audit.class).report();
    }

    private void cells(String change) {
        write("update capacity_cell set " + change + " where resource_id = ?", resource);
    }

    private void write(String sql, String id) {
        app.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> app.bean(JdbcClient.class).sql(sql).param(id).update());
    }
}
