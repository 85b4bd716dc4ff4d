package dev.jari.web;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.resource.EncodedResourceResolver;

/**
 * The built web pages: files under {@code /assets} and, for operators, {@code /admin} carry a hash in their names and are kept for ever; {@code index.html}, which
 * names them, is asked for each time and answers for every page's address. So is the worker that shows pushes, whose scope is where it
 * lies.
 */
@Configuration(proxyBeanMethods = false)
class Pages implements WebMvcConfigurer {
    private static final ClassPathResource INDEX = new ClassPathResource("static/index.html");
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        hashed(registry, "/assets/**", "classpath:/static/assets/");
        hashed(registry, "/admin/*.js", "classpath:/static/admin/");
        registry.addResourceHandler("/push-worker.js")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(CacheControl.noCache());
    }

    private static void hashed(ResourceHandlerRegistry registry, String pattern, String location) {
        registry.addResourceHandler(pattern)
                .addResourceLocations(location)
                .setCacheControl(
                        CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable())
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver());
    }

    @Bean
    RouterFunction<ServerResponse> index() {
        return RouterFunctions.route(
                Pages::asksForPage,
                request -> ServerResponse.ok()
                        .contentType(HTML)
                        .cacheControl(CacheControl.noCache())
                        .body(INDEX));
    }

    /** Only what a browser's address bar asks for: scripts and the API's clients get an honest 404 for what is not there. */
    private static boolean asksForPage(ServerRequest request) {
        String path = request.path();
        return request.method().equals(HttpMethod.GET)
                && (path.equals("/") || request.headers().accept().contains(MediaType.TEXT_HTML))
                && !path.contains(".")
                && !path.startsWith("/api/")
                && !path.startsWith("/dev/")
                && !path.startsWith("/v3/")
                && !path.startsWith("/demo-idp/")
                && INDEX.exists();
    }
}
