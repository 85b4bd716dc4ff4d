/**
 * The API's document (OpenAPI 3.1) at {@code /v3/api-docs}, readable at {@code /swagger-ui.html}, committed as
 * {@code docs/api/openapi.json}. It is read off the controllers; this module adds what they all share: the head and the errors
 * ({@code openapi.yaml}), which of them a call can answer by its nature, examples put together from those of the members,
 * which members are always there, sign-in, order.
 * Knows no feature; nothing may depend on it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = "web")
package dev.jari.openapi;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
