@NullMarked
package dev.jari.telemetry;

import org.jspecify.annotations.NullMarked;
