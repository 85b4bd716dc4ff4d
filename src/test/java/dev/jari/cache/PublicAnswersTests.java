package dev.jari.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Answers from copies: with an ETag, for whom they are, and not longer than they are true. */
@ParameterizedClass
@EachEngine
class PublicAnswersTests {
    private final App app;
    private final Api anybody;
    private final Shop shop;

    PublicAnswersTests(Engine engine) {
        app = App.on(engine);
        anybody = app.api();
        shop = Shop.open(anybody);
        CacheTests.awaitUse(app);
    }

    private double kept() {
        return app.bean(MeterRegistry.class)
                .counter("jari.cache", "cache", "answers", "outcome", "near")
                .count();
    }

    @Test
    void tellsWhoHasItThatItIsTheSame() {
        Api.Answer first = anybody.get(shop.path("")).expect(200);
        double before = kept();
        Api.Answer second = anybody.get(shop.path("")).expect(200);
        // The word of the shop's last change comes back over the bus, perhaps only now.
        for (int i = 0; i < 50 && kept() == before; i++) {
            second = anybody.get(shop.path("")).expect(200);
        }
        assertThat(kept()).isGreaterThan(before);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("Content-Type")).isEqualTo("application/json");
        assertThat(second.header("Cache-Control")).isEqualTo("private, no-cache");
        Api.Answer same = anybody.header("If-None-Match", "\"x\", W/" + first.header("ETag"))
                .get(shop.path(""))
                .expect(304);
        assertThat(same.body()).isEmpty();
        assertThat(same.header("ETag")).isEqualTo(first.header("ETag"));
        shop.owner.patch(shop.path(""), Map.of("name", "Renamed")).expect(200);
        Api.Answer renamed = anybody.header("If-None-Match", first.header("ETag"))
                .get(shop.path(""))
                .expect(200);
        assertThat(renamed.text("name")).isEqualTo("Renamed");
        assertThat(anybody.get("/api/businesses/" + renamed.text("slug")).text("name"))
                .isEqualTo("Renamed");
    }

    @Test
    void showsAListThatIsTrue() {
        String list = "/api/businesses?limit=1";
        anybody.get(list).expect(200);
        Shop newer = Shop.open(anybody);
        assertThat(anybody.get(list).text("items/0/id")).isEqualTo(newer.id);
        newer.owner.delete(newer.path("")).expect(204);
        assertThat(anybody.get(list).text("items/0/id")).isNotEqualTo(newer.id);
    }

    @Test
    void mixesNobodyUp() {
        Api stranger = anybody.registered("stranger");
        assertThat(anybody.get(shop.path("")).text("mine")).isEqualTo("false");
        assertThat(shop.owner.get(shop.path("")).text("mine")).isEqualTo("true");
        assertThat(stranger.get(shop.path("")).text("mine")).isEqualTo("false");
        String resource = shop.resource("STAFF", 1);
        shop.owner.delete(shop.path("/resources/" + resource)).expect(204);
        assertThat(stranger.get(shop.path("/resources")).json().get("items")).isEmpty();
        for (String all : List.of("?all=true", "?%61ll=true", "?all=true&all=false")) {
            assertThat(shop.owner
                            .get(shop.path("/resources" + all))
                            .expect(200)
                            .json()
                            .get("items"))
                    .hasSize(1);
            stranger.get(shop.path("/resources" + all)).expect(403);
            anybody.get(shop.path("/resources" + all)).expect(401);
        }
    }

    @Test
    void keepsNoRefusal() {
        anybody.get("/api/businesses/none").expect(404, "not_found");
        Api.Answer refused = anybody.get("/api/businesses/none").expect(404, "not_found");
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        anybody.get("/api/businesses?limit=0").expect(422, "validation");
    }
}
