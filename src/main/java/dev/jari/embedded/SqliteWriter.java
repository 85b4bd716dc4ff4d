package dev.jari.embedded;

import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The driver's connection with transactions of our own. The driver begins the next transaction inside commit(): with BEGIN
 * IMMEDIATE that takes the write lock again at once, and while another process holds it, a commit that has succeeded waits and
 * is then reported as failed. Here commit leaves the lock free: what follows it, before auto-commit is on again, is in a deferred
 * transaction.
 */
final class SqliteWriter extends JDBC4Connection {
    // Without an initializer: the superclass's constructor already calls getAutoCommit().
    private boolean inTransaction;

    SqliteWriter(String url, Properties properties) throws SQLException {
        super(url, url.substring(SqliteDataSource.PREFIX.length()), properties);
    }

    @Override
    public boolean getAutoCommit() {
        return !inTransaction;
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit && inTransaction) {
            run("commit");
            inTransaction = false;
        } else if (!autoCommit && !inTransaction) {
            run("begin immediate");
            inTransaction = true;
        }
    }

    @Override
    public void commit() throws SQLException {
        end("commit");
    }

    @Override
    public void rollback() throws SQLException {
        end("rollback");
    }

    private void end(String how) throws SQLException {
        if (!inTransaction) {
            throw new SQLException("There is no transaction: auto-commit is on.");
        }
        run(how);
        run("begin");
    }

    private void run(String sql) throws SQLException {
        getDatabase().exec(sql, false);
    }
}
