/**
 * The database's shape, and how it may change while two releases are at work on it.
 *
 * <p>A release is put on one instance after the other, and may be taken back: the one before it has to run on what its migrations
 * have made. So a migration only adds ({@code ExpandOnly}); what nobody needs any more goes in a later release. {@code ./jari
 * migrate}, which a deploy calls before it replaces an instance, refuses anything else; an instance that starts migrates by itself.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.jari.schema;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
