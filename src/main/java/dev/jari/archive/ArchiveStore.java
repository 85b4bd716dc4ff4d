package dev.jari.archive;

import dev.jari.archive.Archivable.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional(readOnly = true)
class ArchiveStore {
    private static final String SELECT =
            "select name, source, from_key, to_key, row_count, bytes, sha256, written_at, removed from archive ";

    private final JdbcClient jdbc;

    ArchiveStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A file; {@code name} is the source and the month, and without its ending. */
    record Kept(
            String name,
            String source,
            Span span,
            long rows,
            long bytes,
            String sha256,
            long writtenAt,
            boolean removed) {
        String file() {
            return name + ".jsonl.gz";
        }
    }

    @Transactional
    void insert(Kept kept) {
        jdbc.sql("""
                        insert into archive (name, source, from_key, to_key, row_count, bytes, sha256, written_at, removed,
                                             restored_until)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
                        """)
                .params(
                        kept.name(),
                        kept.source(),
                        kept.span().from(),
                        kept.span().to(),
                        kept.rows(),
                        kept.bytes(),
                        kept.sha256(),
                        kept.writtenAt(),
                        kept.removed())
                .update();
    }

    List<Kept> all() {
        return jdbc.sql(SELECT + "order by name").query(ArchiveStore::kept).list();
    }

    Optional<Kept> latest(String source) {
        return jdbc.sql(SELECT + "where source = ? order by name desc limit 1")
                .param(source)
                .query(ArchiveStore::kept)
                .optional();
    }

    /** Of which rows are still in their table, and are not wanted there. */
    Optional<Kept> toRemove(long now) {
        return jdbc.sql(SELECT + "where removed = false and restored_until <= ? order by name limit 1")
                .param(now)
                .query(ArchiveStore::kept)
                .optional();
    }

    @Transactional
    void removed(String name) {
        jdbc.sql("update archive set removed = true where name = ?").param(name).update();
    }

    /** All of a source that are back stay as long as the one that was restored last. */
    @Transactional
    void restored(Kept kept, long until) {
        jdbc.sql(
                        "update archive set removed = false, restored_until = ? where name = ? or (source = ? and removed = false)")
                .params(until, kept.name(), kept.source())
                .update();
    }

    private static Kept kept(ResultSet row, int number) throws SQLException {
        String name = row.getString("name");
        String source = row.getString("source");
        return new Kept(
                name,
                source,
                new Span(name.substring(source.length() + 1), row.getString("from_key"), row.getString("to_key")),
                row.getLong("row_count"),
                row.getLong("bytes"),
                row.getString("sha256"),
                row.getLong("written_at"),
                row.getBoolean("removed"));
    }
}
