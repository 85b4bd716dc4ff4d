@NullMarked
package dev.jari.embedded;

import org.jspecify.annotations.NullMarked;
