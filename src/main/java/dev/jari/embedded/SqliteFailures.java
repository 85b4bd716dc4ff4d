package dev.jari.embedded;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Tells that the database cannot be used at the moment from a mistake of ours: SQLite's codes mean nothing to Spring. */
final class SqliteFailures extends SQLExceptionSubclassTranslator {
    private static final Set<Integer> UNAVAILABLE = Set.of(
            SQLiteErrorCode.SQLITE_BUSY.code,
            SQLiteErrorCode.SQLITE_LOCKED.code,
            SQLiteErrorCode.SQLITE_NOMEM.code,
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_IOERR.code,
            SQLiteErrorCode.SQLITE_CORRUPT.code,
            SQLiteErrorCode.SQLITE_FULL.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_PROTOCOL.code);

    @Override
    protected @Nullable DataAccessException doTranslate(String task, @Nullable String sql, SQLException e) {
        DataAccessException known = super.doTranslate(task, sql, e);
        if (known != null) {
            return known;
        }
        // What is not SQLite's own comes from the pool, which is closed.
        boolean unavailable =
                !(e instanceof SQLiteException own) || UNAVAILABLE.contains(own.getResultCode().code & 0xff);
        return unavailable ? new DataAccessResourceFailureException(buildMessage(task, sql, e), e) : null;
    }
}
