@NullMarked
package dev.jari.live;

import org.jspecify.annotations.NullMarked;
