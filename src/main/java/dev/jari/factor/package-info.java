/**
 * What proves a person beyond their password: codes of an authenticator app ({@code Authenticators}, RFC 6238), {@code Passkeys}
 * (WebAuthn, verified by Spring Security's library) and, for who has lost those, {@code RecoveryCodes}. {@link dev.jari.factor.Factors}
 * knows what a person has and checks what they present. {@link dev.jari.factor.StepUp} refuses sensitive calls to a session whose
 * person has not proven themselves within the last ten minutes.
 *
 * <p>Who has a second factor cannot get in, or step up, by the password alone. Signing in itself is {@code auth}'s.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"audit", "session", "token", "user", "ratelimit", "redis", "web"})
package dev.jari.factor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
