@NullMarked
package dev.jari.business;

import org.jspecify.annotations.NullMarked;
