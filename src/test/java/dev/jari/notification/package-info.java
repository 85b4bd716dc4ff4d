@NullMarked
package dev.jari.notification;

import org.jspecify.annotations.NullMarked;
