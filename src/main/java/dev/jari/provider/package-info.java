/**
 * Identity providers, and how one talks to them: OAuth 2.0 with PKCE and OpenID Connect. A {@link dev.jari.provider.Kind} describes what
 * is particular to Kakao, Naver, Google, Apple or any OpenID provider; a {@link dev.jari.provider.Provider} is one of them with this
 * installation's client, from {@code jari.social.providers.<name>} or, in a demo, from {@code idp}.
 *
 * <p>Nothing that a provider sends is believed before it is checked, redirects are never followed, answers are bounded in time and size.
 * Whatever goes wrong is a {@code Problem}: {@code provider_unavailable} (try again), {@code provider_refused} (it said no) or {@code
 * invalid_identity} (it said something that does not hold). Who the person is here is decided in {@code social}.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"idp", "web"})
package dev.jari.provider;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
