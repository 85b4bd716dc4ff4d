@NullMarked
package dev.jari.session;

import org.jspecify.annotations.NullMarked;
