/** The packed application in a real browser, as its users meet it. Runs with {@code -Pe2e}; needs Debian's Chromium. */
@NullMarked
package dev.jari.e2e;

import org.jspecify.annotations.NullMarked;
