/**
 * A backup is a directory {@code jari-<UTC time>}: the database as it stood at one moment, the master key without which nobody can sign
 * in to it, whatever else lies in the data directory (archives), and a {@link dev.jari.backup.Manifest} with the SHA-256 of each file
 * and the rows of each table. It is made beside running instances, which notice nothing, and restored only into an empty place.
 * Redis is not in it: what it knows it learns again from SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"embedded", "token"})
package dev.jari.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
