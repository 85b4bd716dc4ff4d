package dev.jari.web;

import java.time.Clock;
import java.util.stream.Stream;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebConfiguration {
    /** Java's default of 50 resets connections when a crowd comes at the same moment; in this queue it waits its turn. */
    private static final int ACCEPT_QUEUE = 1024;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    WebServerFactoryCustomizer<JettyServletWebServerFactory> connections() {
        return factory -> factory.addServerCustomizers(server -> Stream.of(server.getConnectors())
                .filter(ServerConnector.class::isInstance)
                .map(ServerConnector.class::cast)
                .forEach(WebConfiguration::tune));
    }

    private static void tune(ServerConnector connector) {
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        // A cache of header lines costs 85 kB of heap for each connection, and what it saves cannot be measured.
        connector
                .getConnectionFactory(HttpConnectionFactory.class)
                .getHttpConfiguration()
                .setHeaderCacheSize(0);
    }
}
