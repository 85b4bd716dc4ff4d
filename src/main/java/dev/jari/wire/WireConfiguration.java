package dev.jari.wire;

import dev.jari.admission.Admission;
import dev.jari.live.Hub;
import dev.jari.live.LiveSettings;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WireConfiguration {
    @Bean
    ServletRegistrationBean<SocketServlet> sockets(Hub hub, Stomp stomp, Admission admission, LiveSettings settings) {
        return new ServletRegistrationBean<>(new SocketServlet(hub, stomp, admission, settings), "/ws");
    }
}
