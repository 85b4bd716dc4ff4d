@NullMarked
package dev.jari.social;

import org.jspecify.annotations.NullMarked;
