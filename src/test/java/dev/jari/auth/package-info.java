@NullMarked
package dev.jari.auth;

import org.jspecify.annotations.NullMarked;
