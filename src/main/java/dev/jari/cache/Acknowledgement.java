package dev.jari.cache;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds an answer back until Redis, or SQL in its place, knows which copies the request has made old. It cannot be waited for in the
 * transaction: on SQLite nobody else could write meanwhile.
 */
@Component
@Order(0)
class Acknowledgement extends OncePerRequestFilter {
    private static final String PENDING = Acknowledgement.class.getName();
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final Redis redis;
    private final Generation generation;
    private final CacheSettings settings;

    Acknowledgement(Redis redis, Generation generation, CacheSettings settings) {
        this.redis = redis;
        this.generation = generation;
        this.settings = settings;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return READING.contains(request.getMethod()) || !settings.enabled();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Pending pending = new Pending();
        request.setAttribute(PENDING, pending);
        try {
            chain.doFilter(request, new Answer(response, pending));
        } finally {
            pending.settle();
        }
    }

    /** Whether this request has changed something: then it reads that, and no copies. */
    static boolean isPending() {
        return pending().filter(pending -> pending.changed).isPresent();
    }

    private static Optional<Pending> pending() {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        return request != null
                        && request.getAttribute(PENDING, RequestAttributes.SCOPE_REQUEST) instanceof Pending pending
                ? Optional.of(pending)
                : Optional.empty();
    }

    /** Makes the answer to the request of this thread wait; without one, a failure is told through SQL a moment later. */
    void waitsFor(CompletionStage<?> told) {
        pending()
                .ifPresentOrElse(
                        pending -> pending.add(told),
                        () -> told.whenComplete((result, failure) -> {
                            if (failure != null) {
                                generation.tellSoon();
                            }
                        }));
    }

    private final class Pending {
        private final List<CompletionStage<?>> stages = new ArrayList<>();
        private boolean changed;

        void add(CompletionStage<?> told) {
            changed = true;
            stages.add(told);
        }

        void settle() {
            List<CompletionStage<?>> told = List.copyOf(stages);
            stages.clear();
            try {
                told.forEach(redis::await);
            } catch (RedisDown e) {
                generation.tell();
            }
        }
    }

    private static final class Answer extends HttpServletResponseWrapper {
        private final Pending pending;

        Answer(HttpServletResponse response, Pending pending) {
            super(response);
            this.pending = pending;
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            pending.settle();
            return super.getOutputStream();
        }

        @Override
        public PrintWriter getWriter() throws IOException {
            pending.settle();
            return super.getWriter();
        }

        @Override
        public void flushBuffer() throws IOException {
            pending.settle();
            super.flushBuffer();
        }
    }
}
