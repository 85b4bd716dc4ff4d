@NullMarked
package dev.jari.audit;

import org.jspecify.annotations.NullMarked;
