package dev.jari.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTests {
    @Test
    void aSessionSaysWhereItsAddressIsIfAFileKnows(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("places.csv"), "127.0.0.0,127.0.0.255,KR\n2001:db8::,2001:db8::ff,\"Seoul, KR\"\n");
        try (App app = App.start(Engine.SQLITE, "jari.auth.places-file=" + file)) {
            Api anna = app.api().registered("anna");
            assertEquals("KR", anna.get("/api/auth/me").text("session/place"));
            Places places = app.bean(Places.class);
            assertEquals(Optional.of("Seoul, KR"), places.of("2001:db8::7"));
            assertEquals(Optional.empty(), places.of("127.0.1.0"));
            assertEquals(Optional.empty(), places.of("2001:db8::100"));
            assertEquals(Optional.empty(), places.of("localhost"));
        }
    }

    @Test
    void withoutAFileNothingIsSaid() {
        Api bora = App.on(Engine.SQLITE).api().registered("bora");
        assertFalse(bora.get("/api/auth/me").json().get("session").has("place"));
    }
}
