@NullMarked
package dev.jari.user;

import org.jspecify.annotations.NullMarked;
