/**
 * What makes {@code java -jar jari.jar} run on a bare machine: a data directory ({@link dev.jari.embedded.DataDirectory}), a
 * SQLite file where no PostgreSQL is configured, and a real Redis as a child process where no Redis is.
 *
 * <p>SQLite has one writer connection and several readers behind one DataSource. {@code @Transactional(readOnly = true)} goes to a
 * reader, everything else to the writer, which begins IMMEDIATE: two writers never fail at commit, the second waits at its first
 * statement, at most 5 s. So a transaction that writes must not open a second one (REQUIRES_NEW): it would wait for itself.
 *
 * <p>Redis lives in {@code data/redis}. Whoever holds the lock file there runs it; other instances join it and one of them takes
 * over when the owner ends, on the same port. It is restarted when it dies and ends with its parent, even a killed one.
 * {@code RedisClientSettings} holds for every Redis, embedded or not: no command waits longer than 250 ms.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.jari.embedded;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
