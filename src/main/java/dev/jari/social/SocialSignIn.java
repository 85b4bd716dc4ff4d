package dev.jari.social;

import dev.jari.account.Addresses;
import dev.jari.audit.Audit;
import dev.jari.auth.SignIns;
import dev.jari.provider.Provider;
import dev.jari.provider.SignInRequests;
import dev.jari.provider.SignInRequests.Proven;
import dev.jari.provider.SignInRequests.RequestSecrets;
import dev.jari.session.Sessions;
import dev.jari.social.Journey.Delivery;
import dev.jari.web.Caller;
import dev.jari.web.Language;
import dev.jari.web.Problem;
import dev.jari.web.PublicAddress;
import dev.jari.web.Secrets;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The way to a provider and back. */
@Component
class SocialSignIn {
    private final SignInRequests requests;
    private final Journeys journeys;
    private final StateCookie cookie;
    private final Identities identities;
    private final Sessions sessions;
    private final SignIns signIns;
    private final Addresses addresses;
    private final PublicAddress address;
    private final Audit audit;
    private final MeterRegistry meters;

    SocialSignIn(
            SignInRequests requests,
            Journeys journeys,
            StateCookie cookie,
            Identities identities,
            Sessions sessions,
            SignIns signIns,
            Addresses addresses,
            PublicAddress address,
            Audit audit,
            MeterRegistry meters) {
        this.requests = requests;
        this.journeys = journeys;
        this.cookie = cookie;
        this.identities = identities;
        this.sessions = sessions;
        this.signIns = signIns;
        this.addresses = addresses;
        this.address = address;
        this.audit = audit;
        this.meters = meters;
    }

    /** What a provider sent back, whichever way. */
    record Answer(
            @Nullable String state,
            @Nullable String code,
            @Nullable String error,
            @Nullable String iss,
            String name) {}

    /** Keeps what must be known again, gives the browser its half, and answers the provider's page. */
    String begin(
            Provider provider,
            @Nullable String next,
            @Nullable Caller linking,
            HttpServletRequest request,
            HttpServletResponse response) {
        var secrets = new RequestSecrets(Secrets.token(), Secrets.token(), Secrets.token());
        String browser = Secrets.token();
        String redirectUri = address.configured().orElseGet(() -> address.claimed(request)) + "/api/auth/oauth2/"
                + provider.name() + "/callback";
        var journey = new Journey(
                provider.name(),
                secrets.nonce(),
                secrets.verifier(),
                redirectUri,
                Journey.ownPath(next),
                Secrets.hexDigest(browser),
                linking == null ? null : linking.userId(),
                linking == null ? null : linking.sessionId(),
                null);
        try {
            String page = requests.page(provider, secrets, redirectUri);
            journeys.begin(secrets.state(), journey);
            cookie.send(secrets.state(), browser, Journeys.LIFE, request, response);
            return page;
        } catch (Problem problem) {
            throw failed(provider, problem, Optional.of(journey));
        }
    }

    /** Keeps what a form brought; the browser comes for it with its cookie, which a form from another site does not carry. */
    void deliver(Provider provider, Answer answer) {
        String state = answer.state();
        Journey journey = Optional.ofNullable(state)
                .flatMap(journeys::peek)
                .filter(found -> found.provider().equals(provider.name()))
                .orElseThrow(() -> failed(provider, SignInFailed.invalidState(), Optional.empty()));
        if (state != null) {
            journeys.deliver(state, journey.carrying(new Delivery(answer.code(), answer.error(), answer.name())));
        }
    }

    /** Ends the journey; answers where the person wanted to go. */
    String finish(Provider provider, Answer answer, HttpServletRequest request, HttpServletResponse response) {
        String state = answer.state();
        Optional<Journey> ended = Optional.empty();
        try {
            // Whoever answers with a state has used it up, right or wrong.
            ended = Optional.ofNullable(state)
                    .flatMap(journeys::end)
                    .filter(found -> found.provider().equals(provider.name()));
            Journey journey = ended.orElseThrow(SignInFailed::invalidState);
            String browser = Optional.ofNullable(state)
                    .flatMap(known -> cookie.read(known, request))
                    .orElse("");
            if (state == null || !journey.isOf(browser)) {
                ended = Optional.empty();
                throw SignInFailed.invalidState();
            }
            cookie.clear(state, request, response);
            return arrive(provider, state, journey, answer, request, response);
        } catch (Problem problem) {
            throw failed(provider, problem, ended);
        }
    }

    /** The page to go to: the second factor's, for who has one. */
    private String arrive(
            Provider provider,
            String state,
            Journey journey,
            Answer answer,
            HttpServletRequest request,
            HttpServletResponse response) {
        Delivery delivered = journey.delivered();
        String error = delivered == null ? answer.error() : delivered.error();
        String code = delivered == null ? answer.code() : delivered.code();
        requests.requireFrom(provider, answer.iss());
        if (error != null || code == null) {
            throw SignInFailed.declined(error);
        }
        Proven proven = requests.prove(
                provider, new RequestSecrets(state, journey.nonce(), journey.verifier()), code, journey.redirectUri());
        if (delivered != null) {
            proven = new Proven(proven.profile().named(delivered.name()), proven.refreshToken(), proven.accessToken());
        }
        String linkUser = journey.linkUser();
        if (linkUser != null) {
            requireStillSignedIn(linkUser, String.valueOf(journey.linkSession()));
            identities.link(linkUser, provider, proven);
            audit.record("identity_linked", linkUser, Map.of("provider", provider.name()));
            count(provider, "linked");
            return journey.next();
        }
        Language language = Language.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        Identities.Entered entered = identities.enter(provider, proven, language);
        if (entered.how() == Identities.How.CREATED) {
            addresses.welcome(entered.user(), request);
        }
        Optional<String> challenge = signIns.proceedInBrowser(entered.user(), request, response);
        count(provider, entered.how().name().toLowerCase(Locale.ROOT));
        return challenge
                .map(page -> page + "&next=" + URLEncoder.encode(journey.next(), StandardCharsets.UTF_8))
                .orElse(journey.next());
    }

    private void requireStillSignedIn(String userId, String sessionId) {
        if (sessions.of(userId).stream().noneMatch(session -> session.id().equals(sessionId))) {
            throw Problem.unauthorized(
                    "unauthenticated", "You have been signed out meanwhile; sign in and link again.");
        }
    }

    private SignInFailed failed(Provider provider, Problem problem, Optional<Journey> journey) {
        count(provider, problem.code());
        return new SignInFailed(problem, journey);
    }

    private void count(Provider provider, String outcome) {
        meters.counter("jari.social.login", "provider", provider.name(), "outcome", outcome)
                .increment();
    }
}
