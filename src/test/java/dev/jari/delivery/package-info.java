@NullMarked
package dev.jari.delivery;

import org.jspecify.annotations.NullMarked;
