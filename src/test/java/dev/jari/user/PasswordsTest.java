package dev.jari.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.web.Problem;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordsTest {
    private final Passwords passwords = new Passwords(
            new BreachedPasswords(new BreachedPasswords.Settings(null), new SimpleMeterRegistry()),
            new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        passwords.close();
    }

    @ParameterizedTest
    @CsvSource({
        "short, too_short",
        "fourteen chars, too_short",
        "correcthorsebatterystaple, too_common",
        "CorrectHorseBatteryStaple, too_common",
        "aaaaaaaaaaaaaaaaaaaa, too_common",
        "abcabcabcabcabcabc, too_common",
        "window seatwindow seat, too_common",
        "abcdefghijklmnopqrs, too_common",
        "98765432109876543210, too_common",
        "Jari-Reservation-2026!, too_common",
        "자리예약비밀번호 jari password 1, too_common",
        "mina.parkparkmina@example.com, too_personal",
        "MINAPARK-PARKMINA, too_personal",
        "Mina Park of Mapo, too_personal"
    })
    void refusesWhatIsTriedFirst(String password, String code) {
        assertEquals(
                Optional.of(code),
                passwords
                        .weakness("password", password, "mina.parkparkmina@example.com", "Mina Park of Mapo")
                        .map(Problem.FieldError::code));
    }

    @ParameterizedTest
    @CsvSource({
        "fifteen letters",
        "my jari password is a heron",
        "a quiet seat by the window",
        "창가 쪽 조용한 자리를 좋아해요",
        "😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰"
    })
    void acceptsWhatIsLongAndOnesOwn(String password) {
        assertEquals(Optional.empty(), passwords.weakness("password", password, "mina@example.com", "Mina"));
    }

    @Test
    void countsCharactersAndTakesTheLongestWhole() {
        String longest = "ab🙂d".repeat(32).substring(0, 158) + "xyz";
        String start = longest.substring(0, longest.length() - 1);
        assertEquals(
                Optional.of("too_long"),
                passwords
                        .weakness("password", "x".repeat(64) + "y".repeat(65), "a@example.com", "A")
                        .map(Problem.FieldError::code));
        String hash = passwords.hash(longest);
        assertTrue(passwords.matches(longest, Optional.of(hash)));
        assertFalse(passwords.matches(start, Optional.of(hash)), "nothing is cut off");
    }

    @Test
    void sameTextFromAnotherKeyboardMatches() {
        String composed = "창가 쪽 조용한 자리가 좋아요";
        String decomposed = java.text.Normalizer.normalize(composed, java.text.Normalizer.Form.NFD);
        assertTrue(passwords.matches(decomposed, Optional.of(passwords.hash(composed))));
    }

    @Test
    void nobodyMatchesAndTakesAsLong() {
        assertFalse(passwords.matches("nobody has this password", Optional.empty()));
        String hash = passwords.hash("a quiet seat by the window");
        assertTrue(hash.startsWith("$argon2id$v=19$m=7168,t=5,p=1$"), hash);
        assertFalse(passwords.isOutdated(hash));
        assertTrue(passwords.isOutdated(hash.replace("t=5", "t=3")));
    }

    @Test
    void aStormIsTurnedAwayNotQueuedForEver() throws Exception {
        AtomicInteger busy = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                threads.execute(() -> {
                    try {
                        passwords.matches("not the right password", Optional.empty());
                        done.incrementAndGet();
                    } catch (Problem problem) {
                        assertEquals("busy", problem.code());
                        assertEquals(503, problem.status().value());
                        busy.incrementAndGet();
                    }
                });
            }
        }
        assertEquals(2_000, busy.get() + done.get());
        assertTrue(busy.get() > 1_000, () -> busy + " of 2000 were turned away");
        assertTrue(done.get() >= 33, () -> done + " were served");
    }
}
