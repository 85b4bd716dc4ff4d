@NullMarked
package dev.jari.factor;

import org.jspecify.annotations.NullMarked;
