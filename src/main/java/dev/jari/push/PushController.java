package dev.jari.push;

import dev.jari.push.Subscriptions.Subscription;
import dev.jari.token.Base64Url;
import dev.jari.web.Caller;
import dev.jari.web.Checks;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/notifications")
@Tag(name = "Notifications")
class PushController {
    private final Subscriptions subscriptions;
    private final Vapid vapid;
    private final PushSettings settings;

    PushController(Subscriptions subscriptions, Vapid vapid, PushSettings settings) {
        this.subscriptions = subscriptions;
        this.vapid = vapid;
        this.settings = settings;
    }

    record PushKey(
            @Schema(
                    example = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8",
                    description = "The applicationServerKey for PushManager.subscribe")
            String key) {}

    /** As {@code PushSubscription.toJSON()} has it. */
    record PushSubscription(
            @Schema(example = "https://push.example/send/abc123") @Nullable
            String endpoint,

            @Nullable Long expirationTime,
            @Nullable PushKeys keys) {

        Subscription checked(Caller caller, boolean loopback) {
            Checks checks = new Checks();
            PushKeys given = keys == null ? new PushKeys(null, null) : keys;
            String address = endpoint == null ? "" : endpoint;
            String publicKey = given.p256dh == null ? "" : given.p256dh;
            String auth = given.auth == null ? "" : given.auth;
            checks.that(
                    Endpoint.of(address, loopback).isPresent(),
                    "endpoint",
                    "not_allowed",
                    "Send the https address that the browser answered.");
            checks.that(isPoint(publicKey), "keys.p256dh", "not_allowed", "Send the key that the browser answered.");
            checks.that(isAuth(auth), "keys.auth", "not_allowed", "Send the secret that the browser answered.");
            checks.done();
            return new Subscription("", caller.userId(), caller.sessionId(), address, publicKey, auth);
        }

        private static boolean isPoint(String text) {
            try {
                PushMessage.publicKey(Base64Url.decode(text));
                return true;
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                return false;
            }
        }

        private static boolean isAuth(String text) {
            try {
                return Base64Url.decode(text).length == PushMessage.AUTH_BYTES;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    record PushKeys(
            @Schema(example = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4")
            @Nullable
            String p256dh,

            @Schema(example = "BTBZMqHH6r4Tts7J_aSIgg") @Nullable
            String auth) {}

    record PushEndpoint(
            @Schema(example = "https://push.example/send/abc123") @Nullable
            String endpoint) {}

    @GetMapping("/push-key")
    @Operation(summary = "The key with which a browser subscribes to pushes")
    PushKey key() {
        return new PushKey(vapid.publicKey());
    }

    @PostMapping("/push-subscriptions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Let this browser take pushes",
            description =
                    "Until it is unsubscribed, the session ends or the push service knows it no more; again and again as one "
                            + "likes. At most ten browsers, the oldest goes.")
    void subscribe(@RequestBody PushSubscription body, @AuthenticationPrincipal Caller caller) {
        if (caller.isImpersonated()) {
            throw Problem.forbidden("An operator's browser does not take another's pushes.");
        }
        subscriptions.add(body.checked(caller, settings.loopback()));
    }

    @DeleteMapping("/push-subscriptions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "No more pushes to this browser")
    void unsubscribe(@RequestBody PushEndpoint body, @AuthenticationPrincipal Caller caller) {
        if (body.endpoint() != null) {
            subscriptions.remove(caller.userId(), body.endpoint());
        }
    }
}
