package dev.jari.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No body over 64 KB, whether its length is declared or it comes in chunks. Uploads (multipart) have limits of their own.
 *
 * <p>What a refusal left unread is read, and forgotten, before the answer goes out. Else Jetty would close the connection under a
 * client that still sends, and the answer would be lost with it.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyLimit extends OncePerRequestFilter {
    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_FORGOTTEN = 1024 * 1024;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String type = request.getContentType();
        boolean upload = type != null && type.startsWith("multipart/");
        if (!upload && request.getContentLengthLong() > MAX_BYTES) {
            tooLarge().write(response);
        } else if (!upload && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            chain.doFilter(new Counted(request), response);
        } else {
            chain.doFilter(request, response);
        }
        if (!response.isCommitted() && hasBody(request)) {
            forgetTheRest(request);
        }
    }

    static Problem tooLarge() {
        return Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "A body may have up to 64 KB.");
    }

    /** Who asks before sending has not sent anything yet. */
    private static boolean hasBody(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.EXPECT) == null
                && (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null);
    }

    private static void forgetTheRest(HttpServletRequest request) throws IOException {
        byte[] buffer = new byte[8192];
        InputStream body = request.getInputStream();
        for (int read = 0, all = 0; read >= 0 && all < MAX_FORGOTTEN; all += read) {
            read = body.read(buffer);
        }
    }

    private static final class Counted extends HttpServletRequestWrapper {
        Counted(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CountedStream(super.getInputStream());
        }
    }

    private static final class CountedStream extends ServletInputStream {
        private final ServletInputStream in;
        private int left = MAX_BYTES;

        CountedStream(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            return value < 0 ? value : counted(1, value);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            return read < 0 ? read : counted(read, read);
        }

        private int counted(int bytes, int result) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge();
            }
            return result;
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
