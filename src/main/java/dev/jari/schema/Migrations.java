package dev.jari.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Brings the database to this release's shape before anything looks at it. */
@Component
class Migrations implements FlywayMigrationStrategy {
    private final Settings settings;

    Migrations(Settings settings) {
        this.settings = settings;
    }

    /** {@code expandOnly}: the release before is at work, or may be again. {@code ./jari migrate} sets it. */
    @ConfigurationProperties(prefix = "jari.schema", ignoreUnknownFields = false)
    record Settings(@DefaultValue("false") boolean expandOnly) {}

    @Override
    public void migrate(Flyway database) {
        if (settings.expandOnly() && database.info().applied().length > 0) {
            for (MigrationInfo pending : database.info().pending()) {
                ExpandOnly.objection(sql(pending)).ifPresent(objection -> {
                    throw new Refusal(pending.getScript(), objection);
                });
            }
        }
        database.migrate();
    }

    private static String sql(MigrationInfo migration) {
        try {
            return new ClassPathResource("db/migration/" + migration.getScript())
                    .getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
