@NullMarked
package dev.jari.demo;

import org.jspecify.annotations.NullMarked;
