@NullMarked
package dev.jari.token;

import org.jspecify.annotations.NullMarked;
