/**
 * Web Push: a message reaches a browser whose tabs are closed, through its maker's push service (RFC 8030). What is sent is readable by
 * that browser alone (RFC 8291, {@link dev.jari.push.PushMessage}), and signed by this site's key (RFC 8292, {@link
 * dev.jari.push.Vapid}), which is made at the first start.
 *
 * <p>Where a browser wants to be written to is an address that anybody may have made up: {@code PushHttp} connects only to addresses
 * outside of the own network, to the very one that it has checked, follows nothing and waits for nobody long.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"session", "token", "user", "web"})
package dev.jari.push;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
