/**
 * Images that people send each other. {@link dev.jari.attachment.Attachments} keeps them in SQL, where every instance finds them and a
 * backup, an erasure and a transaction include them; they are few and small enough for that. What an image is, its bytes decide
 * ({@code Image}), not a name or a header. Who may see one is decided by the module in whose room it is.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"user", "web"})
package dev.jari.attachment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
