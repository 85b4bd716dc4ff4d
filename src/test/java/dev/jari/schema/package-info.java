@NullMarked
package dev.jari.schema;

import org.jspecify.annotations.NullMarked;
