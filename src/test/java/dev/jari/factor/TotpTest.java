package dev.jari.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private final Totp totp = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /** RFC 6238, appendix B (SHA-1), the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheRfc(long time, String code) {
        assertEquals(code, totp.code(Totp.step(Instant.ofEpochSecond(time))));
    }

    @Test
    void acceptsOneStepBeforeAndAfterAndSaysWhich() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = Totp.step(now);
        for (long near = step - 1; near <= step + 1; near++) {
            assertEquals(OptionalLong.of(near), totp.match(totp.code(near), now));
        }
        assertTrue(totp.match(totp.code(step - 2), now).isEmpty());
        assertTrue(totp.match(totp.code(step + 2), now).isEmpty());
        assertTrue(totp.match("", now).isEmpty());
    }

    @Test
    void writesItsSecretAsAppsReadIt() {
        assertEquals("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", totp.base32());
        assertEquals("AAAAAAAA", Totp.base32(new byte[5]));
    }
}
