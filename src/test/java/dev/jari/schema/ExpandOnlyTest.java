package dev.jari.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpandOnlyTest {
    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    // It empties two tables that it has copied. There was no release before it.
    private static final String BEFORE_THE_FIRST_RELEASE = "V14__reports.sql";

    /** All of them, so that the release before each could have run on it. */
    @TestFactory
    Stream<DynamicTest> everyMigrationLetsTheReleaseBeforeItLive() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            return files.filter(file -> !file.endsWith(BEFORE_THE_FIRST_RELEASE)).sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(),
                            () -> assertThat(ExpandOnly.objection(Files.readString(file)))
                                    .isEmpty()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (id text primary key, b text not null)",
                "create table if not exists a(id text)",
                "create table a (id text); create unique index a_id on a (id)",
                "create index a_b on a (b)",
                "alter table a add column b text",
                "alter table a add column b bigint not null default 0",
                "ALTER TABLE a\n  ADD COLUMN b TEXT NOT NULL\n  DEFAULT ''",
                "update a set b = c",
                "insert into a (b) select c from d where e = 'drop table; a'",
                "-- drop table a;\nalter table a add column b text; /* rename */",
                "alter table a add column b text check (b in ('X', 'Y'))"
            })
    void letsPassWhatAdds(String sql) {
        assertThat(ExpandOnly.objection(sql)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table a",
                "drop index a_b",
                "create table b (id text); drop table a",
                "alter table a drop column b",
                "alter table a rename to b",
                "alter table a rename column b to c",
                "alter table a add column b text not null",
                "alter table a alter column b set not null",
                "alter table a alter column b type bigint",
                "alter table a add constraint c unique (b)",
                "alter table a add check (b > 0)",
                "create unique index a_b on a (b)",
                "delete from a",
                "truncate a",
                "create trigger t before insert on a begin select raise(abort, 'no'); end"
            })
    void refusesWhatTheOldReleaseMayTripOver(String sql) {
        assertThat(ExpandOnly.objection(sql)).isPresent();
    }
}
