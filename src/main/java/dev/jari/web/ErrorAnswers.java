package dev.jari.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jetty.ConfigurableJettyWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Problems for requests that never reach a controller, or fail outside of it: {@code sendError}, the firewall, Jetty itself. */
@Controller
class ErrorAnswers implements ErrorController, RequestRejectedHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        if (thrown instanceof Problem problem) {
            problem.write(response);
            return;
        }
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        if (thrown instanceof Throwable failure && status >= 500) {
            log.error("A request failed outside of its controller", failure);
        }
        Problem.standard(HttpStatusCode.valueOf(status)).write(response);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
            throws IOException {
        Problem.badRequest("bad_request", "The request's address or headers have a form that is not accepted.")
                .write(response);
    }

    /** What Jetty refuses before there is a servlet request: bad syntax, headers or an address that are too long. */
    @Component
    @Order(0)
    static final class Jetty extends ErrorHandler
            implements WebServerFactoryCustomizer<ConfigurableJettyWebServerFactory> {
        @Override
        public void customize(ConfigurableJettyWebServerFactory factory) {
            factory.addServerCustomizers(server -> server.setErrorHandler(this));
        }

        @Override
        public boolean errorPageForMethod(String method) {
            return true;
        }

        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int code,
                @Nullable String message,
                @Nullable Throwable cause,
                Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
            response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
            response.write(true, json(code), callback);
        }

        private static ByteBuffer json(int code) {
            return ByteBuffer.wrap(
                    Problem.standard(HttpStatusCode.valueOf(code)).json());
        }
    }
}
