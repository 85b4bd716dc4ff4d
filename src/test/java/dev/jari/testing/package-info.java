/** Real parts for tests: one running application for each engine, more instances on request, and a small HTTP client. */
@NullMarked
package dev.jari.testing;

import org.jspecify.annotations.NullMarked;
