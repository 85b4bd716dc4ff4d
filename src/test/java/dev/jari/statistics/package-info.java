@NullMarked
package dev.jari.statistics;

import org.jspecify.annotations.NullMarked;
