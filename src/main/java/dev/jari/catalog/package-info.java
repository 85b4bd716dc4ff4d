/**
 * What a shop offers: its {@link dev.jari.catalog.Service services} and which resources each needs. {@link
 * dev.jari.catalog.Catalog#plan} answers all that computing free times and booking one must know, from memory.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"business", "cache", "web"})
package dev.jari.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
