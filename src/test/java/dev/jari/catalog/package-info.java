@NullMarked
package dev.jari.catalog;

import org.jspecify.annotations.NullMarked;
