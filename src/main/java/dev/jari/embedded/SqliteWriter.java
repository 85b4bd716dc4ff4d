package dev.jari.embedded;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.jdbc4.JDBC4Connection;

/**
 * The driver's connection with transactions of our own. The driver begins the next transaction inside commit(): with BEGIN
 * IMMEDIATE that takes the write lock again at once, and while another process holds it, a commit that has succeeded waits and
 * is then reported as failed. Here a transaction begins (IMMEDIATE) when something is to be done in it, and commit only commits.
 */
final class SqliteWriter extends JDBC4Connection {
    // No initializers: the superclass's constructor already calls getAutoCommit().
    private boolean manual;
    private boolean begun;

    SqliteWriter(String url, Properties properties) throws SQLException {
        super(url, url.substring(SqliteDataSource.PREFIX.length()), properties);
    }

    @Override
    public boolean getAutoCommit() {
        return !manual;
    }

    @Override
    public void setAutoCommit(boolean autoCommit) throws SQLException {
        if (autoCommit) {
            end("commit");
        }
        manual = !autoCommit;
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        begin();
        return super.createStatement(type, concurrency, holdability);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        begin();
        return super.prepareStatement(sql, type, concurrency, holdability);
    }

    /** Called by the driver before most statements: one that was prepared before a commit begins the next transaction here. */
    @Override
    public void tryEnforceTransactionMode() throws SQLException {
        begin();
    }

    @Override
    public Savepoint setSavepoint() throws SQLException {
        begin();
        return super.setSavepoint();
    }

    @Override
    public Savepoint setSavepoint(String name) throws SQLException {
        begin();
        return super.setSavepoint(name);
    }

    @Override
    public void commit() throws SQLException {
        end("commit");
    }

    @Override
    public void rollback() throws SQLException {
        end("rollback");
    }

    private void begin() throws SQLException {
        if (manual && !begun) {
            getDatabase().exec("begin immediate", false);
            begun = true;
        }
    }

    private void end(String how) throws SQLException {
        if (begun) {
            getDatabase().exec(how, false);
            begun = false;
        }
    }
}
