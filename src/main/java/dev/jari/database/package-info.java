/**
 * Where the two engines differ for what is written often: {@link dev.jari.database.Database} sends what belongs together, from
 * whichever module it comes, to PostgreSQL in one message.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.jari.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
