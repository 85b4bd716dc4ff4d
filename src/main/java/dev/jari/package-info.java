@NullMarked
package dev.jari;

import org.jspecify.annotations.NullMarked;
