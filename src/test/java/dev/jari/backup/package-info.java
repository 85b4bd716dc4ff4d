@NullMarked
package dev.jari.backup;

import org.jspecify.annotations.NullMarked;
