@NullMarked
package dev.jari.archive;

import org.jspecify.annotations.NullMarked;
