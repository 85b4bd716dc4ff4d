@NullMarked
package dev.jari.push;

import org.jspecify.annotations.NullMarked;
