package dev.jari.attachment;

import io.swagger.v3.oas.annotations.media.Schema;

/** An image, without its bytes. */
public record Attachment(
        @Schema(example = "019ab3c4-5d6e-7f80-9123-456789abcdef")
        String id,

        @Schema(example = "image/webp") String type,
        @Schema(example = "1280") int width,
        @Schema(example = "720") int height,
        @Schema(example = "81920", description = "Bytes") int size) {

    /** With its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
    public record Content(String type, byte[] bytes) {}
}
