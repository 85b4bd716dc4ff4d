package dev.jari.attachment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Seeds;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void readsWhatEveryEncoderWrites(String format) throws IOException {
        var image = new BufferedImage(321, 77, BufferedImage.TYPE_INT_RGB);
        var out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);

        assertThat(Image.of(out.toByteArray())).contains(new Image("image/" + format, 321, 77));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA",
                "UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
                "UklGRkoAAABXRUJQVlA4WAoAAAAQAAAAAAAAAAAAQUxQSAwAAAABBxAR/Q9ERP8DAABWUDggGAAAADABAJ0BKgEAAQACADQlpAADcAD++/1QAA=="
            })
    void readsTheThreeKindsOfWebp(String base64) {
        assertThat(Image.of(Base64.getDecoder().decode(base64))).contains(new Image("image/webp", 1, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
                "<html><script>alert(1)</script>",
                "\u0089PNG",
                "GIF89a",
                "%PDF-1.7",
                "RIFF....WAVEfmt ",
                "BM......"
            })
    void refusesWhatIsNoImage(String text) {
        assertThat(Image.of(text.getBytes(ISO_8859_1))).isEmpty();
        assertThat(Image.of(text.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void refusesSizesThatOnlyFillAViewersMemory() {
        byte[] gif = "GIF89a....".getBytes(ISO_8859_1);
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        assertThat(Image.of(gif)).isEmpty();
        Arrays.fill(gif, 6, 10, (byte) 0);
        assertThat(Image.of(gif)).isEmpty();
    }

    @Test
    void neverFailsOnWhateverFollowsASignature() {
        Seeds.forEach(2_000, random -> {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            String[] marks = {
                "\u0089PNG\r\n\u001a\n....IHDR", "\u00ff\u00d8\u00ff", "RIFF....WEBPVP8X", "RIFF....WEBPVP8L/"
            };
            byte[] mark = marks[random.nextInt(marks.length)].getBytes(ISO_8859_1);
            System.arraycopy(mark, 0, bytes, 0, Math.min(mark.length, bytes.length));
            Image.of(bytes)
                    .ifPresent(image ->
                            assertThat((long) image.width() * image.height()).isBetween(1L, 64_000_000L));
        });
    }
}
