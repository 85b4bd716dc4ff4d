/**
 * Mail to people. {@link dev.jari.mail.Mailer#send} writes a row in the caller's transaction, so that what was rolled back is never
 * told; {@code MailDelivery} sends it over SMTP, on whichever instance claims the row first, with longer and longer waits for up to a
 * day. Without {@code spring.mail.host} the rows of a demo ({@code jari.demo}) stay and can be read at {@code /dev/mailbox};
 * elsewhere nothing is sent, and the start says so once.
 *
 * <p>The texts are files, {@code mail/<template>.<language>.txt}: the subject, then paragraphs. The HTML is made of them. No text holds
 * what a person chose freely, such as a name: whoever registers with another's address cannot write to them through us.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"token", "web"})
package dev.jari.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
