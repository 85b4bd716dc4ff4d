@NullMarked
package dev.jari.job;

import org.jspecify.annotations.NullMarked;
