package dev.jari.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.stereotype.Component;

/** Brings the database to this release's shape before anything looks at it. */
@Component
class Migrations implements FlywayMigrationStrategy {
    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    // Less than deadlock_timeout, which is a second unless somebody changed it.
    private static final long LOCK_MILLIS = 400;
    private static final int ATTEMPTS = 60;
    /** Not locked in time; a deadlock. */
    private static final Set<String> IN_USE = Set.of("55P03", "40P01");

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
        if (settings.expandOnly() && isPostgres(database)) {
            besideOthers(database);
        } else {
            database.migrate();
        }
    }

    private static boolean isPostgres(Flyway database) {
        try {
            return JdbcUtils.extractDatabaseMetaData(
                            database.getConfiguration().getDataSource(), DatabaseMetaData::getDatabaseProductName)
                    .equals("PostgreSQL");
        } catch (MetaDataAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * A change of a table waits for whoever uses it, all others wait behind it, and of two that wait for each other PostgreSQL ends one, perhaps
     * a booking. So this gives up before anybody is ended, and tries again. Its connection is not used for anything else: the command ends.
     */
    private static void besideOthers(Flyway database) {
        Flyway polite = Flyway.configure()
                .configuration(database.getConfiguration())
                .initSql("set lock_timeout = '" + LOCK_MILLIS + "ms'")
                .load();
        for (int attempt = 1; ; attempt++) {
            try {
                polite.migrate();
                return;
            } catch (FlywayException e) {
                if (attempt == ATTEMPTS || !wasInUse(e)) {
                    throw e;
                }
                log.info("A table is in use; the migration is tried again ({} of {})", attempt, ATTEMPTS);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        ThreadLocalRandom.current().nextLong(LOCK_MILLIS)));
            }
        }
    }

    private static boolean wasInUse(FlywayException e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLException cause
                && IN_USE.contains(cause.getSQLState());
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
