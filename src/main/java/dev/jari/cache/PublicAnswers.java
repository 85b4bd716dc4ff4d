package dev.jari.cache;

import dev.jari.web.Caller;
import dev.jari.web.Language;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.pattern.PathPattern;
import tools.jackson.core.type.TypeReference;

/** Answers what is marked {@link PublicAnswer} from copies, and a client who has it already with 304. */
@Component
@Order(1)
public class PublicAnswers extends OncePerRequestFilter {
    private static final Kind KIND = new Kind("answers", Duration.ofMinutes(1), 256, 4, 16_384, false, false);
    private static final int MAX_KEY = 400;

    private final Caches caches;
    private final Cache<Answer> answers;
    private final ObjectProvider<RequestMappingHandlerMapping> handlers;
    private volatile Map<PathPattern, PublicAnswer> patterns = Map.of();

    PublicAnswers(
            Caches caches,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> handlers) {
        this.caches = caches;
        this.handlers = handlers;
        answers = caches.cache(KIND, new TypeReference<>() {});
    }

    private record Place(String group, String key) {}

    /** To be called in the transaction that changes what the answers of a group say. */
    public void changed(String group, String userId) {
        caches.changed(KIND, group, userId);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("GET") || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Place> place = place(request);
        if (place.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        try {
            answers.get(place.get().group(), place.get().key(), () -> ask(request, response, chain))
                    .write(request, response);
        } catch (NotKept e) {
            if (e.answer.getResponse() == response) {
                e.answer.copyBodyToResponse();
            } else {
                chain.doFilter(request, response);
            }
        } catch (Failed e) {
            throw e.failure;
        }
    }

    private Optional<Place> place(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        for (Map.Entry<PathPattern, PublicAnswer> candidate : patterns().entrySet()) {
            var match = candidate.getKey().matchAndExtract(path);
            if (match != null) {
                PublicAnswer how = candidate.getValue();
                String variable = match.getUriVariables().getOrDefault(how.of(), "");
                return key(request, how).map(key -> new Place(how.of().isEmpty() ? how.group() : variable, key));
            }
        }
        return Optional.empty();
    }

    private Map<PathPattern, PublicAnswer> patterns() {
        if (patterns.isEmpty()) {
            Map<PathPattern, PublicAnswer> found = new HashMap<>();
            handlers.getObject().getHandlerMethods().forEach((mapping, handler) -> {
                PublicAnswer how = handler.getMethodAnnotation(PublicAnswer.class);
                if (how != null && mapping.getPathPatternsCondition() != null) {
                    mapping.getPathPatternsCondition().getPatterns().forEach(pattern -> found.put(pattern, how));
                }
            });
            patterns = found;
        }
        return patterns;
    }

    private static Optional<String> key(HttpServletRequest request, PublicAnswer how) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        Optional<Caller> caller = authentication != null && authentication.getPrincipal() instanceof Caller known
                ? Optional.of(known)
                : Optional.empty();
        boolean differs = (caller.isPresent() && !how.alsoSignedIn())
                || (!how.unless().isEmpty() && request.getParameter(how.unless()) != null);
        String key = String.join(
                " ",
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                Language.preferred(request.getHeader("Accept-Language")).code(),
                caller.map(known -> String.join("+", new TreeSet<>(known.roles())))
                        .orElse(""));
        return differs || key.length() > MAX_KEY || !acceptsJson(request) ? Optional.empty() : Optional.of(key);
    }

    private static boolean acceptsJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return accept == null || accept.contains("*/*") || accept.contains("application/json");
    }

    private static Answer ask(HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
        ContentCachingResponseWrapper own = new ContentCachingResponseWrapper(response);
        try {
            chain.doFilter(request, own);
        } catch (ServletException e) {
            throw new Failed(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (own.getStatus() != HttpStatus.OK.value()) {
            throw new NotKept(own);
        }
        return Answer.of(String.valueOf(own.getContentType()), own.getContentAsByteArray());
    }

    /** What was answered is a refusal, or a failure: it is this client's alone. */
    private static final class NotKept extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final transient ContentCachingResponseWrapper answer;

        NotKept(ContentCachingResponseWrapper answer) {
            super("", null, false, false);
            this.answer = answer;
        }
    }

    private static final class Failed extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final ServletException failure;

        Failed(ServletException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
