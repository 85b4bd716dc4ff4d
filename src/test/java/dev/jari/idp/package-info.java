@NullMarked
package dev.jari.idp;

import org.jspecify.annotations.NullMarked;
