package dev.jari.admin;

import dev.jari.user.OperatorSettings;
import dev.jari.web.ClientAddress;
import dev.jari.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Where {@code jari.admin.allowed-networks} is set, operators' calls, pages and code are for clients from there. This machine has to be
 * named like any other: behind a proxy that is not trusted, everybody comes from it.
 */
@Component
class AllowedNetworks implements HandlerInterceptor, WebMvcConfigurer {
    private final List<IpAddressMatcher> allowed;
    private final ClientAddress address;

    AllowedNetworks(OperatorSettings settings, ClientAddress address) {
        allowed = settings.allowedNetworks().stream().map(IpAddressMatcher::new).toList();
        this.address = address;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        if (!allowed.isEmpty()) {
            registry.addInterceptor(this)
                    .addPathPatterns("/api/admin/**", "/admin", "/admin/**")
                    .order(Ordered.HIGHEST_PRECEDENCE);
        }
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String client = address.of(request);
        if (allowed.stream().noneMatch(network -> network.matches(client))) {
            throw Problem.of(
                    HttpStatus.FORBIDDEN, "network_not_allowed", "Operators work from other networks than this one.");
        }
        return true;
    }
}
