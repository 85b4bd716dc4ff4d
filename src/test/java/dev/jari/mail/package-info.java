@NullMarked
package dev.jari.mail;

import org.jspecify.annotations.NullMarked;
