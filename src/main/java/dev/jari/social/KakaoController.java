package dev.jari.social;

import dev.jari.provider.Provider;
import dev.jari.provider.Providers;
import dev.jari.provider.SecurityEvents;
import dev.jari.provider.SecurityEvents.Event;
import dev.jari.provider.SecurityEvents.Refused;
import dev.jari.provider.SecurityEvents.Understood;
import dev.jari.web.Problem;
import dev.jari.web.Secrets;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What Kakao calls: the unlink webhook, and the account-status webhook (a signed SET, RFC 8417, pushed by RFC 8935). */
@RestController
@RequestMapping("/api/auth/kakao")
@Tag(name = "Webhooks")
class KakaoController {
    private static final Logger log = LoggerFactory.getLogger(KakaoController.class);
    private static final String UNLINKED = "https://schemas.kakao.com/events/oauth/user-unlinked";
    // After these, whoever is signed in here through Kakao should prove once more that it is them.
    private static final Set<String> SUSPICIOUS = Set.of(
            "https://schemas.kakao.com/events/oauth/tokens-revoked",
            "https://schemas.openid.net/secevent/risc/event-type/account-disabled",
            "https://schemas.openid.net/secevent/risc/event-type/credential-compromise",
            "https://schemas.openid.net/secevent/risc/event-type/sessions-revoked",
            "https://schemas.openid.net/secevent/caep/event-type/credential-change");

    private final Providers providers;
    private final SecurityEvents events;
    private final Unlinking identities;
    private final Journeys journeys;
    private final Clock clock;

    KakaoController(Providers providers, SecurityEvents events, Unlinking identities, Journeys journeys, Clock clock) {
        this.providers = providers;
        this.events = events;
        this.identities = identities;
        this.journeys = journeys;
        this.clock = clock;
    }

    /** Whether by GET or by POST, is chosen where the app is registered. */
    @RequestMapping(
            path = "/unlink",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Operation(summary = "Kakao's unlink webhook: somebody has disconnected this app at Kakao")
    void unlinked(
            @Parameter(example = "KakaoAK 0123456789abcdef")
                    @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false)
                    @Nullable
                    String authorization,
            @Parameter(schema = @Schema(type = "string", example = "123456"))
                    @RequestParam(name = "app_id", required = false)
                    @Nullable
                    String appId,
            @Parameter(schema = @Schema(type = "string", example = "1234567890")) @RequestParam(name = "user_id")
                    String userId,
            @Parameter(schema = @Schema(type = "string", example = "UNLINK_FROM_APPS"))
                    @RequestParam(name = "referrer_type", required = false)
                    @Nullable
                    String referrerType) {
        Provider kakao = kakao();
        String expected = kakao.client().appId();
        if (!isAdmin(kakao, authorization) || (expected != null && !expected.equals(appId))) {
            log.warn("SECURITY an unlink webhook without Kakao's admin key was refused");
            throw Problem.unauthorized("unauthenticated", "This call is Kakao's, with the admin key.")
                    .header(HttpHeaders.WWW_AUTHENTICATE, "KakaoAK");
        }
        // Kakao wants 200 also for who is not known here (any more).
        identities.endedThere(kakao.name(), userId, clock.instant());
        log.info("Kakao unlinked somebody");
    }

    private static boolean isAdmin(Provider kakao, @Nullable String authorization) {
        String key = kakao.client().adminKey();
        return key != null
                && !key.isBlank()
                && authorization != null
                && Secrets.areEqual(authorization, "KakaoAK " + key);
    }

    @PostMapping(path = "/events", consumes = "application/secevent+jwt")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Kakao's account-status webhook: a signed security event token (RFC 8417)",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            mediaType = "application/secevent+jwt",
                                            examples =
                                                    @ExampleObject(
                                                            "eyJraWQiOiI5ZjI1MmRhZGQ1ZjIzM2Y5M2QyZmE1MjhkMTJmZWEi…"))))
    void event(@RequestBody String token) {
        Provider kakao = kakao();
        switch (events.read(kakao, token)) {
            case Refused refused -> {
                log.warn("SECURITY an event of Kakao was refused: {}", refused.error());
                throw Problem.badRequest(refused.error(), refused.description())
                        .with("err", refused.error())
                        .with("description", refused.description());
            }
            case Understood understood -> heed(kakao, understood.event());
        }
    }

    private void heed(Provider kakao, Event event) {
        if (!journeys.isNew(kakao.name(), event.id())) {
            return;
        }
        if (event.name().equals(UNLINKED)) {
            identities.endedThere(kakao.name(), event.subject(), event.at().plusSeconds(1));
        } else if (SUSPICIOUS.contains(event.name())) {
            identities.suspect(kakao.name(), event.subject());
        }
        log.info("Kakao told {}", event.name());
    }

    private Provider kakao() {
        return providers.find("kakao").filter(Provider::isKakao).orElseThrow(() -> Problem.notFound("webhook"));
    }
}
