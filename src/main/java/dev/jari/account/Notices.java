package dev.jari.account;

import dev.jari.mail.Mail;
import dev.jari.mail.Mailer;
import dev.jari.session.Sessions;
import dev.jari.user.Profiles;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Network;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Tells people by mail what happened to their account, in case it was not them. */
@Component
@Transactional
public class Notices {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z");

    private final DeviceStore devices;
    private final Users users;
    private final Profiles profiles;
    private final Mailer mailer;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Notices(
            DeviceStore devices,
            Users users,
            Profiles profiles,
            Mailer mailer,
            ApplicationEventPublisher events,
            Clock clock) {
        this.devices = devices;
        this.users = users;
        this.profiles = profiles;
        this.mailer = mailer;
        this.events = events;
        this.clock = clock;
    }

    /** In the transaction in which somebody is told of a sign-in from a device that was not known. */
    public record NewDevice(String userId, String device, String network) {}

    /** The first device of all is the one with which they registered. */
    @EventListener
    void signedIn(Sessions.Started started) {
        User user = started.user();
        String device = started.device().name();
        String network = Network.of(started.device().ip());
        long now = clock.millis();
        boolean others = devices.knowsAny(user.id());
        if (!devices.insert(user.id(), device, network, now)) {
            devices.seen(user.id(), device, network, now);
        } else if (others) {
            String time =
                    TIME.format(clock.instant().atZone(profiles.of(user.id()).zone()));
            events.publishEvent(new NewDevice(user.id(), device, network));
            tell(user, "new-device", Map.of("device", device, "network", network, "time", time));
        }
    }

    @EventListener
    void tokenReused(Sessions.Reused reused) {
        users.byId(reused.userId())
                .ifPresent(user -> tell(
                        user, "token-reused", Map.of("device", reused.device().name())));
    }

    @EventListener
    void passwordChanged(Users.PasswordChanged changed) {
        tell(users.byId(changed.userId()).orElseThrow(), "password-changed", Map.of());
    }

    private void tell(User user, String template, Map<String, String> values) {
        Optional.ofNullable(user.email())
                .ifPresent(address ->
                        mailer.send(new Mail(address, profiles.of(user.id()).language(), template, values)));
    }
}
