package dev.jari.attachment;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What bytes say of themselves at their beginning: one of four formats that every browser shows, and its size in pixels. */
record Image(String type, int width, int height) {
    // As many pixels as a good camera has. More is sent to fill a viewer's memory.
    private static final long MOST_PIXELS = 64_000_000;

    private static final String PNG = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG = "\u00ff\u00d8\u00ff";

    static Optional<Image> of(byte[] bytes) {
        try {
            return Optional.ofNullable(read(bytes)).filter(Image::isReasonable);
        } catch (ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private boolean isReasonable() {
        return width > 0 && height > 0 && (long) width * height <= MOST_PIXELS;
    }

    private static @Nullable Image read(byte[] b) {
        if (has(b, 0, PNG) && has(b, 12, "IHDR")) {
            return new Image("image/png", big(b, 16, 4), big(b, 20, 4));
        }
        if (has(b, 0, "GIF87a") || has(b, 0, "GIF89a")) {
            return new Image("image/gif", little(b, 6, 2), little(b, 8, 2));
        }
        if (has(b, 0, JPEG)) {
            return jpeg(b);
        }
        return has(b, 0, "RIFF") && has(b, 8, "WEBP") ? webp(b) : null;
    }

    /** Goes from segment to segment up to the frame's header (SOF0 to SOF15, without DHT, JPG and DAC among them). */
    private static @Nullable Image jpeg(byte[] b) {
        for (int at = 2; (b[at] & 0xff) == 0xff; at += 2 + big(b, at + 2, 2)) {
            int marker = b[at + 1] & 0xff;
            if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
                return new Image("image/jpeg", big(b, at + 7, 2), big(b, at + 5, 2));
            }
        }
        return null;
    }

    private static @Nullable Image webp(byte[] b) {
        if (has(b, 12, "VP8X")) {
            return new Image("image/webp", 1 + little(b, 24, 3), 1 + little(b, 27, 3));
        }
        if (has(b, 12, "VP8L") && b[20] == 0x2f) {
            int bits = little(b, 21, 4);
            return new Image("image/webp", 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
        }
        boolean lossy = has(b, 12, "VP8 ") && has(b, 23, "\u009d\u0001*");
        return lossy ? new Image("image/webp", little(b, 26, 2) & 0x3fff, little(b, 28, 2) & 0x3fff) : null;
    }

    private static boolean has(byte[] b, int at, String mark) {
        byte[] wanted = mark.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < wanted.length; i++) {
            if (at + i >= b.length || b[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int big(byte[] b, int at, int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 8) | (b[at + i] & 0xff);
        }
        return value;
    }

    private static int little(byte[] b, int at, int count) {
        int value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = (value << 8) | (b[at + i] & 0xff);
        }
        return value;
    }
}
