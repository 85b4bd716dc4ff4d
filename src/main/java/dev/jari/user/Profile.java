package dev.jari.user;

import dev.jari.web.Language;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How somebody likes to be shown and written to. */
public record Profile(
        Language language, ZoneId zone, @Nullable String picture) {

    static Profile of(ResultSet row, int number) throws SQLException {
        return new Profile(
                Language.of(row.getString("language")).orElse(Language.KO),
                ZoneId.of(row.getString("zone")),
                row.getString("picture"));
    }
}
