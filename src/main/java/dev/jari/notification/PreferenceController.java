package dev.jari.notification;

import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Notification.Subject;
import dev.jari.notification.Preferences.Chosen;
import dev.jari.notification.Preferences.Digest;
import dev.jari.notification.Preferences.Quiet;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications/preferences")
@Tag(name = "Notifications")
class PreferenceController {
    private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";

    private final Preferences preferences;

    PreferenceController(Preferences preferences) {
        this.preferences = preferences;
    }

    @Schema(name = "NotificationChannels")
    record Channels(
            @Schema(example = "true") @Nullable Boolean inApp,
            @Schema(example = "true") @Nullable Boolean email,
            @Schema(example = "false") @Nullable Boolean push) {

        boolean isOn(Channel channel) {
            Boolean on =
                    switch (channel) {
                        case IN_APP -> inApp;
                        case EMAIL -> email;
                        case PUSH -> push;
                    };
            return !Boolean.FALSE.equals(on);
        }
    }

    /** A type that is absent is wanted everywhere. */
    @Schema(name = "NotificationTypes")
    record Types(
            @Nullable Channels booking,
            @Nullable Channels chat,
            @Nullable Channels post) {

        private Optional<Channels> of(Subject type) {
            return Optional.ofNullable(
                    switch (type) {
                        case BOOKING -> booking;
                        case CHAT -> chat;
                        case POST -> post;
                        case BOOKING_CHANGE, SECURITY, MODERATION -> null;
                    });
        }
    }

    @Schema(name = "QuietHours")
    record QuietHours(
            @Schema(example = "22:00") @Nullable String from,
            @Schema(example = "08:00") @Nullable String to,
            @Schema(example = "Asia/Seoul") @Nullable String zone) {

        Quiet checked(Checks checks) {
            checks.that(isTime(from), "quietHours.from", "not_allowed", "Write a time such as 22:00.");
            checks.that(isTime(to), "quietHours.to", "not_allowed", "Write a time such as 08:00.");
            checks.that(
                    from == null || !from.equals(to), "quietHours.to", "not_allowed", "Write another time than from.");
            boolean real =
                    zone != null && ZoneRulesProvider.getAvailableZoneIds().contains(zone);
            checks.that(real, "quietHours.zone", "not_allowed", "Write a region such as Asia/Seoul.");
            checks.done();
            return new Quiet(LocalTime.parse(from + ""), LocalTime.parse(to + ""), ZoneId.of(zone + ""));
        }

        private static boolean isTime(@Nullable String text) {
            return text != null && text.matches(TIME);
        }
    }

    @Schema(name = "NotificationPreferences")
    record Body(
            @Nullable Types types,
            @Nullable QuietHours quietHours,

            @Schema(
                    example = "OFF",
                    allowableValues = {"OFF", "DAILY"})
            @Nullable
            String digest) {

        static Body of(Chosen chosen) {
            return new Body(
                    new Types(
                            channels(chosen, Subject.BOOKING),
                            channels(chosen, Subject.CHAT),
                            channels(chosen, Subject.POST)),
                    chosen.quiet()
                            .map(quiet -> new QuietHours(
                                    quiet.from().toString(),
                                    quiet.to().toString(),
                                    quiet.zone().getId()))
                            .orElse(null),
                    chosen.digest().name());
        }

        private static Channels channels(Chosen chosen, Subject type) {
            return new Channels(
                    chosen.wants(type, Channel.IN_APP),
                    chosen.wants(type, Channel.EMAIL),
                    chosen.wants(type, Channel.PUSH));
        }

        Chosen checked() {
            Checks checks = new Checks();
            Digest often = checks.oneOf("digest", digest, Digest.OFF);
            Optional<Quiet> quiet = Optional.ofNullable(quietHours).map(hours -> hours.checked(checks));
            checks.done();
            return new Chosen(on(), quiet, often);
        }

        private Set<String> on() {
            Set<String> on = new HashSet<>();
            for (Subject type : Subject.values()) {
                Optional<Channels> channels = Optional.ofNullable(types).flatMap(chosen -> chosen.of(type));
                for (Channel channel : Channel.values()) {
                    if (channels.map(chosen -> chosen.isOn(channel)).orElse(true)) {
                        on.add(Preferences.key(type, channel));
                    }
                }
            }
            return on;
        }
    }

    @GetMapping
    @Operation(summary = "How the caller wants to be told")
    Body preferences(@AuthenticationPrincipal Caller caller) {
        return Body.of(preferences.of(caller.userId()));
    }

    @PutMapping
    @Operation(
            summary = "Choose how to be told",
            description =
                    "The whole choice. What concerns the account's security, and what others do to a booking, is always "
                            + "sent; quiet hours and the daily digest hold back mails and pushes of everything else.")
    Body choose(@AuthenticationPrincipal Caller caller, @RequestBody Body body) {
        preferences.write(caller.userId(), body.checked());
        return Body.of(preferences.of(caller.userId()));
    }
}
