@NullMarked
package dev.jari.web;

import org.jspecify.annotations.NullMarked;
