@NullMarked
package dev.jari.chat;

import org.jspecify.annotations.NullMarked;
