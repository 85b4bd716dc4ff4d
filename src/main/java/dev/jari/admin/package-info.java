/** What operators do about people: ban, give and take roles, act as somebody to see what they see. */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "auth", "session", "token", "user", "web"})
package dev.jari.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
