package dev.jari.user;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class Argon2Test {
    private static final String PASSWORD = "창가 쪽 조용한 자리를 좋아해요";

    private final Argon2 argon2 = new Argon2();
    private final Argon2PasswordEncoder another = new Argon2PasswordEncoder(16, 32, 1, 7 * 1024, 5);

    @Test
    void agreesWithAnotherImplementationBothWays() {
        assertTrue(argon2.matches(PASSWORD, String.valueOf(another.encode(PASSWORD))));
        assertTrue(another.matches(PASSWORD, argon2.hash(PASSWORD)));
    }

    @Test
    void theMemoryOfOneHashIsNotFeltByTheNext() {
        String first = argon2.hash(PASSWORD);
        assertFalse(argon2.matches(PASSWORD + "!", first));
        assertTrue(argon2.matches(PASSWORD, first));
        assertNotEquals(first, argon2.hash(PASSWORD));
    }

    @Test
    void readsHashesOfOtherCostsAndCallsThemOutdated() {
        String cheaper = String.valueOf(new Argon2PasswordEncoder(16, 32, 2, 1024, 3).encode(PASSWORD));
        String dearer = String.valueOf(new Argon2PasswordEncoder(16, 32, 1, 9 * 1024, 6).encode(PASSWORD));
        for (String hash : List.of(cheaper, dearer)) {
            assertTrue(argon2.matches(PASSWORD, hash));
            assertTrue(argon2.isOutdated(hash));
        }
        assertFalse(argon2.isOutdated(argon2.hash(PASSWORD)));
    }

    @Test
    void whatIsNoHashMatchesNothing() {
        for (String text : List.of("", "$argon2id$", "$argon2i$v=19$m=7168,t=5,p=1$c2FsdHNhbHQ$aGFzaA", "password")) {
            assertFalse(argon2.matches(PASSWORD, text));
            assertTrue(argon2.isOutdated(text));
        }
    }

    @Test
    void severalThreadsHaveAMemoryEach() throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            List<Future<Boolean>> all = IntStream.range(0, 12)
                    .mapToObj(number -> threads.submit(
                            () -> argon2.matches(PASSWORD + number, String.valueOf(another.encode(PASSWORD + number)))))
                    .toList();
            for (Future<Boolean> one : all) {
                assertEquals(true, one.get());
            }
        }
    }
}
