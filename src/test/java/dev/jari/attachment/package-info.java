@NullMarked
package dev.jari.attachment;

import org.jspecify.annotations.NullMarked;
