package dev.jari.wire;

import dev.jari.admission.Admission;
import dev.jari.live.Hub;
import dev.jari.live.LiveSettings;
import dev.jari.token.AccessToken;
import dev.jari.web.Problem;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.ee11.servlet.ServletCoreRequest;
import org.eclipse.jetty.ee11.servlet.ServletCoreResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.Handshaker;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The handshake at {@code /ws}, on Jetty's WebSocket core: a session of its API above costs memory for each socket. */
class SocketServlet extends HttpServlet {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String STOMP = "v12.stomp";
    private static final int BUFFER = 4 * 1024;

    private final transient Hub hub;
    private final transient Stomp stomp;
    private final transient Admission admission;
    private final transient LiveSettings settings;
    private final transient Handshaker handshaker = Handshaker.newInstance();
    private final transient Configuration.ConfigurationCustomizer configuration =
            new Configuration.ConfigurationCustomizer();
    private transient Optional<WebSocketComponents> components = Optional.empty();

    SocketServlet(Hub hub, Stomp stomp, Admission admission, LiveSettings settings) {
        this.hub = hub;
        this.stomp = stomp;
        this.admission = admission;
        this.settings = settings;
        configuration.setMaxFrameSize(Socket.MAX_FRAME);
        configuration.setInputBufferSize(BUFFER);
        configuration.setOutputBufferSize(BUFFER);
        configuration.setIdleTimeout(Duration.ZERO);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            boolean own = admission.requireOrigin(request);
            if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
                throw Problem.of(HttpStatus.UPGRADE_REQUIRED, "upgrade_required", "This is a WebSocket: connect to it.")
                        .header(HttpHeaders.UPGRADE, "websocket")
                        .header(HttpHeaders.CONNECTION, "Upgrade");
            }
            admission.enter();
            upgrade(request, response, own ? AccessToken.of(request) : Optional.empty());
        } catch (Problem problem) {
            problem.write(response);
        }
    }

    private void upgrade(HttpServletRequest request, HttpServletResponse response, Optional<AccessToken> cookie)
            throws IOException {
        Request core = ServletCoreRequest.wrap(request);
        Response coreResponse = ServletCoreResponse.wrap(core, response, false);
        try (Blocker.Callback callback = Blocker.callback()) {
            if (!handshaker.upgradeRequest(
                    new Negotiator(cookie), core, coreResponse, callback, components(core), configuration)) {
                callback.succeeded();
                throw Problem.badRequest("handshake", "This is no handshake of WebSocket 13.");
            }
            callback.block();
            Admission.bounded(core.getConnectionMetaData());
        }
    }

    private final class Negotiator implements WebSocketNegotiator {
        private final Optional<AccessToken> cookie;

        Negotiator(Optional<AccessToken> cookie) {
            this.cookie = cookie;
        }

        @Override
        public FrameHandler negotiate(ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
            // Whatever the client offers: permessage-deflate would keep a hundred kilobytes for each socket.
            response.setExtensions(List.of());
            if (request.hasSubProtocol(STOMP)) {
                response.setAcceptedSubProtocol(STOMP);
            }
            return new Socket(hub, stomp, settings, cookie);
        }
    }

    private synchronized WebSocketComponents components(Request request) {
        if (components.isEmpty()) {
            var server = request.getComponents();
            var made =
                    new WebSocketComponents(null, null, server.getByteBufferPool(), null, null, server.getExecutor());
            LifeCycle.start(made);
            components = Optional.of(made);
        }
        return components.get();
    }
}
