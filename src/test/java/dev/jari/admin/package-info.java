@NullMarked
package dev.jari.admin;

import org.jspecify.annotations.NullMarked;
