package dev.jari.auth;

import dev.jari.session.Session.Device;
import dev.jari.session.Sessions;
import dev.jari.session.Sessions.Tokens;
import dev.jari.user.User;
import dev.jari.web.ClientAddress;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The one way in for whoever has proven who they are, however they did. */
@Component
public class SignIns {
    private final Sessions sessions;
    private final Transport transport;
    private final ClientAddress address;

    SignIns(Sessions sessions, Transport transport, ClientAddress address) {
        this.sessions = sessions;
        this.transport = transport;
        this.address = address;
    }

    /** Starts a session: tokens in the answer, or as cookies for our own pages. */
    SignedIn proceed(User user, HttpServletRequest request, HttpServletResponse response) {
        return answer(sessions.start(user, device(request)), request, response);
    }

    /** Starts a session of a browser that comes back from elsewhere: always as cookies. */
    public void proceedInBrowser(User user, HttpServletRequest request, HttpServletResponse response) {
        transport.send(sessions.start(user, device(request)), request, response);
    }

    private Device device(HttpServletRequest request) {
        return Device.of(
                Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), ""), address.of(request));
    }

    SignedIn answer(Tokens tokens, HttpServletRequest request, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        boolean web = transport.isWeb(request);
        if (web) {
            transport.send(tokens, request, response);
        }
        return SignedIn.of(tokens, web);
    }
}
