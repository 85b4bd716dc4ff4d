package dev.jari.auth;

import dev.jari.ratelimit.RateLimiter;
import dev.jari.session.LastSeen;
import dev.jari.session.SessionCheck;
import dev.jari.token.AccessTokens;
import dev.jari.user.User;
import dev.jari.web.ClientAddress;
import dev.jari.web.Problem;
import dev.jari.web.WebSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Spring Security's chain for headers and authorization; authentication is {@link AuthenticationFilter}'s. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final String CONTENT_POLICY = """
            default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
            object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'""";

    // Spring Security's observations cost a third of the throughput; Boot's own of each request stay.
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    /** There is nobody to authenticate by Spring Security's own means; without this Boot makes a user with a password. */
    @Bean
    AuthenticationManager authenticationManager() {
        return authentication -> {
            throw new IllegalStateException("Tokens are checked by AuthenticationFilter");
        };
    }

    @Bean
    SecurityFilterChain securityChain(
            HttpSecurity http,
            AccessTokens tokens,
            SessionCheck check,
            LastSeen lastSeen,
            RateLimiter limiter,
            Transport transport,
            ClientAddress address,
            WebSettings web,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver answers,
            MeterRegistry meters) {
        var authentication =
                new AuthenticationFilter(tokens, check, lastSeen, limiter, transport, address, answers, meters);
        // No HTTP sessions, and nothing in the chain that only they or servlet code with a principal would need.
        http.securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .servletApi(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable) // Transport.requireOwnPage
                .httpBasic(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(headers -> headers(headers, address))
                .addFilterBefore(authentication, AnonymousAuthenticationFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, e) ->
                                unauthenticated(transport.accessCookie(request).isPresent())
                                        .write(response))
                        .accessDeniedHandler(
                                (request, response, e) -> Problem.forbidden("You are not allowed to do this.")
                                        .write(response)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/api/auth/register",
                                "/api/auth/login",
                                "/api/auth/login/**",
                                "/api/auth/refresh",
                                "/api/auth/logout")
                        .permitAll()
                        .requestMatchers("/api/auth/password-reset", "/api/auth/password-reset/*")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/businesses", "/api/businesses/**")
                        .permitAll()
                        .requestMatchers("/api/auth/oauth2/**", "/api/auth/kakao/unlink", "/api/auth/kakao/events")
                        .permitAll()
                        .requestMatchers("/api/admin/**")
                        .hasRole(User.ADMIN)
                        .requestMatchers("/api/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll());
        if (!web.allowedOrigins().isEmpty()) {
            http.addFilterBefore(cors(web.allowedOrigins()), AuthenticationFilter.class);
        }
        return http.build();
    }

    private static void headers(HeadersConfigurer<HttpSecurity> headers, ClientAddress address) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(policy -> policy.policy(ReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN))
                .permissionsPolicyHeader(
                        policy -> policy.policy("geolocation=(self), camera=(), microphone=(), payment=()"))
                .httpStrictTransportSecurity(hsts -> hsts.requestMatcher(address::isSecure))
                .xssProtection(HeadersConfigurer.XXssConfig::disable);
    }

    private static Problem unauthenticated(boolean hasToken) {
        return hasToken
                ? AuthenticationFilter.invalidToken()
                : Problem.unauthorized("unauthenticated", "Sign in first.");
    }

    /** For bearer tokens only: our cookies never travel across sites. */
    private static CorsFilter cors(List<String> origins) {
        CorsConfiguration cors = new CorsConfiguration();
        cors.setAllowedOrigins(origins);
        cors.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        cors.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                "Idempotency-Key",
                "traceparent",
                KnownDevices.HEADER));
        cors.setExposedHeaders(List.of(
                HttpHeaders.LOCATION,
                HttpHeaders.RETRY_AFTER,
                HttpHeaders.WWW_AUTHENTICATE,
                "RateLimit",
                "RateLimit-Policy",
                "X-Trace-Id",
                KnownDevices.HEADER));
        cors.setMaxAge(3_600L);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", cors);
        CorsFilter filter = new CorsFilter(source);
        filter.setCorsProcessor(new DefaultCorsProcessor() {
            @Override
            protected void rejectRequest(ServerHttpResponse response) throws IOException {
                Problem.forbidden("This origin may not call the API from a browser.")
                        .write(((org.springframework.http.server.ServletServerHttpResponse) response)
                                .getServletResponse());
            }
        });
        return filter;
    }
}
