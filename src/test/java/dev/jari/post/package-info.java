@NullMarked
package dev.jari.post;

import org.jspecify.annotations.NullMarked;
