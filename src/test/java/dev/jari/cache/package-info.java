@NullMarked
package dev.jari.cache;

import org.jspecify.annotations.NullMarked;
