@NullMarked
package dev.jari.account;

import org.jspecify.annotations.NullMarked;
