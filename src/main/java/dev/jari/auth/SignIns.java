package dev.jari.auth;

import dev.jari.factor.Factors;
import dev.jari.factor.Method;
import dev.jari.ratelimit.FailedLogins;
import dev.jari.session.Session.Device;
import dev.jari.session.Sessions;
import dev.jari.session.Sessions.Tokens;
import dev.jari.session.SignOuts;
import dev.jari.user.User;
import dev.jari.web.ClientAddress;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The one way in for whoever has proven who they are, however they did: past the second factor, if there is one. */
@Component
public class SignIns {
    private final Sessions sessions;
    private final SignOuts signOuts;
    private final Factors factors;
    private final Challenges challenges;
    private final KnownDevices devices;
    private final FailedLogins failedLogins;
    private final Transport transport;
    private final ClientAddress address;
    private final MeterRegistry meters;

    SignIns(
            Sessions sessions,
            SignOuts signOuts,
            Factors factors,
            Challenges challenges,
            KnownDevices devices,
            FailedLogins failedLogins,
            Transport transport,
            ClientAddress address,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.signOuts = signOuts;
        this.factors = factors;
        this.challenges = challenges;
        this.devices = devices;
        this.failedLogins = failedLogins;
        this.transport = transport;
        this.address = address;
        this.meters = meters;
    }

    /** After the password: a session, or the question for a second factor. */
    Arrival proceed(User user, HttpServletRequest request, HttpServletResponse response) {
        List<Method> methods = factors.methods(user.id());
        if (methods.isEmpty()) {
            return finish(user, Method.PASSWORD.text(), request, response);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return new SecondFactor(challenge(user, Method.PASSWORD.text()), methods);
    }

    /**
     * Starts a session of a browser that comes back from elsewhere: always as cookies. If the person has a second factor nobody is signed in
     * yet, and the answer is the page to which the browser must go instead of where it wanted to.
     */
    public Optional<String> proceedInBrowser(User user, HttpServletRequest request, HttpServletResponse response) {
        List<Method> methods = factors.methods(user.id());
        if (methods.isEmpty()) {
            transport.send(start(user, "provider", request), request, response);
            return Optional.empty();
        }
        String names = methods.stream().map(Method::text).collect(Collectors.joining(","));
        return Optional.of("/sign-in?challenge=" + challenge(user, "provider") + "&methods=" + names);
    }

    private String challenge(User user, String first) {
        count("challenged");
        return challenges.begin(user, first);
    }

    /** For who has proven all that is asked of them; {@code how}, such as {@code password+totp}. */
    SignedIn finish(User user, String how, HttpServletRequest request, HttpServletResponse response) {
        Tokens tokens = start(user, how, request);
        if (transport.isWeb(request)) {
            // The session that this browser had: its cookies are overwritten, and nobody would end it.
            transport.refreshCookie(request).ifPresent(signOuts::endByRefreshToken);
        }
        failedLogins.passed(devices.attempt(user, request));
        devices.remember(user, request, response);
        return answer(tokens, request, response);
    }

    private Tokens start(User user, String how, HttpServletRequest request) {
        Device device = Device.of(
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""), address.of(request));
        Tokens tokens = sessions.start(user, device, how);
        count(how);
        return tokens;
    }

    SignedIn answer(Tokens tokens, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        boolean web = transport.isWeb(request);
        if (web) {
            transport.send(tokens, request, response);
        }
        return SignedIn.of(tokens, web);
    }

    private void count(String outcome) {
        meters.counter("jari.logins", "outcome", outcome).increment();
    }
}
