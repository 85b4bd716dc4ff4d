package dev.jari.chat;

import dev.jari.attachment.Attachment;
import dev.jari.attachment.Attachments;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.SchemaProperty;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
@RequestMapping("/api/rooms/{id}/attachments")
@Tag(name = "Chat")
class AttachmentController {
    private final Rooms rooms;
    private final Attachments attachments;

    AttachmentController(Rooms rooms, Attachments attachments) {
        this.rooms = rooms;
        this.attachments = attachments;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Upload an image for a message to this room",
            description =
                    "PNG, JPEG, WebP or GIF up to 5 MB; its bytes decide, not its name. Send a message with its id within a day.")
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                            schemaProperties =
                                    @SchemaProperty(
                                            name = "file",
                                            schema = @Schema(type = "string", format = "binary")),
                            examples = @ExampleObject(value = "{\"file\": \"photo.jpg, as a form sends it\"}")))
    Attachment upload(@PathVariable String id, @RequestParam MultipartFile file, @AuthenticationPrincipal Caller caller)
            throws IOException {
        Room room = rooms.require(id, caller.userId());
        if (room.blocked()) {
            throw Room.blockedProblem();
        }
        if (file.getSize() > Attachments.MAX_BYTES) {
            throw Problem.of(HttpStatus.CONTENT_TOO_LARGE, "too_large", "An image may have up to 5 MB.");
        }
        return attachments.add(room.businessId(), id, caller.userId(), file.getBytes());
    }

    /** Even if it were more than an image, a browser that opens it runs nothing of it. */
    @GetMapping("/{attachmentId}")
    @Operation(summary = "An image of a room that one is in")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary")))
    ResponseEntity<byte[]> read(
            @PathVariable String id, @PathVariable String attachmentId, @AuthenticationPrincipal Caller caller) {
        rooms.require(id, caller.userId());
        Attachment.Content content = attachments.read(id, attachmentId, caller.userId());
        String name =
                attachmentId + "." + content.type().substring(content.type().indexOf('/') + 1);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(content.type()))
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("Cross-Origin-Resource-Policy", "same-origin")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString())
                .body(content.bytes());
    }
}
