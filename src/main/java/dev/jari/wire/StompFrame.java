package dev.jari.wire;

import dev.jari.live.Closing;
import java.io.ByteArrayOutputStream;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A frame of STOMP 1.2. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record StompFrame(String command, Map<String, String> headers, byte[] body) {

    /** Not STOMP: the socket is closed. */
    static final class Malformed extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final Closing closing;

        Malformed(Closing closing, String message) {
            super(message, null, false, false);
            this.closing = closing;
        }

        Closing closing() {
            return closing;
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    String required(String name) {
        return header(name).orElseThrow(() -> new Malformed(Closing.VIOLATION, command + " needs " + name));
    }

    /** Empty for a heart-beat. */
    static Optional<StompFrame> parse(byte[] bytes) {
        Reader reader = new Reader(bytes);
        reader.skipLineEnds();
        if (reader.at == bytes.length) {
            return Optional.empty();
        }
        String command = reader.line();
        boolean escaped = !command.equals("CONNECT");
        Map<String, String> headers = new HashMap<>();
        for (String line = reader.line(); !line.isEmpty(); line = reader.line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new Malformed(Closing.VIOLATION, "A header is name:value");
            }
            String name = line.substring(0, colon);
            String value = line.substring(colon + 1);
            // Of repeated headers the first one counts.
            headers.putIfAbsent(escaped ? unescaped(name) : name, escaped ? unescaped(value) : value);
        }
        return Optional.of(new StompFrame(command, headers, reader.body(headers.get("content-length"))));
    }

    private static final class Reader {
        private final byte[] bytes;
        private int at;

        Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        void skipLineEnds() {
            while (at < bytes.length && (bytes[at] == '\n' || bytes[at] == '\r')) {
                at++;
            }
        }

        String line() {
            int start = at;
            while (at < bytes.length && bytes[at] != '\n') {
                at++;
            }
            if (at == bytes.length) {
                throw new Malformed(Closing.VIOLATION, "The frame ends within its headers");
            }
            int end = at > start && bytes[at - 1] == '\r' ? at - 1 : at;
            at++;
            return text(Arrays.copyOfRange(bytes, start, end));
        }

        byte[] body(@Nullable String declared) {
            int start = at;
            if (declared != null && declared.matches("\\d{1,6}")) {
                at += Integer.parseInt(declared);
            } else {
                while (at < bytes.length && bytes[at] != 0) {
                    at++;
                }
            }
            if (at >= bytes.length || bytes[at] != 0) {
                throw new Malformed(Closing.VIOLATION, "The frame does not end with its body");
            }
            byte[] body = Arrays.copyOfRange(bytes, start, at);
            at++;
            skipLineEnds();
            if (at < bytes.length) {
                throw new Malformed(Closing.VIOLATION, "One frame a message");
            }
            text(body);
            return body;
        }

        private static String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new Malformed(Closing.NOT_TEXT, "Not UTF-8");
            }
        }
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                int known = ++i < text.length() ? "nrc\\".indexOf(text.charAt(i)) : -1;
                if (known < 0) {
                    throw new Malformed(Closing.VIOLATION, "Not an escape of STOMP 1.2");
                }
                c = "\n\r:\\".charAt(known);
            }
            plain.append(c);
        }
        return plain.toString();
    }

    static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace(":", "\\c");
    }

    /** Ready to be sent; {@code head}: the command and headers, each line but the last with its end. */
    static byte[] encode(String head, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length + 32);
        out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(("\ncontent-length:" + body.length + "\n\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        out.write(0);
        return out.toByteArray();
    }
}
