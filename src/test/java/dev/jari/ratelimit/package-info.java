@NullMarked
package dev.jari.ratelimit;

import org.jspecify.annotations.NullMarked;
