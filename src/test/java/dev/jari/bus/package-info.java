@NullMarked
package dev.jari.bus;

import org.jspecify.annotations.NullMarked;
