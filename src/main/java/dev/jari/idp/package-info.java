/**
 * An invented identity provider with real HTTP endpoints under {@code /demo-idp/{kakao|naver|google|apple}}, so that signing in through
 * one can be tried, and tested, without an account anywhere. It is strict where the real ones are (exact redirect address, PKCE, client
 * secret in the form, codes that work once and for a minute), answers in each one's shape, and can be asked to go wrong in every way
 * that a provider can ({@link dev.jari.idp.Fault}).
 *
 * <p><b>Anybody can be anybody here.</b> It exists only where {@code jari.demo} or {@code jari.social.demo} says so, warns in the log, and
 * even then vouches for addresses of the reserved example domains alone: no real person's account can be reached through it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"redis", "web"})
package dev.jari.idp;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
