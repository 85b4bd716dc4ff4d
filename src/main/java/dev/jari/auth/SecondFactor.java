package dev.jari.auth;

import dev.jari.factor.Method;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The login goes on at {@code POST /api/auth/login/challenge}, in one of these ways. */
record SecondFactor(
        @Schema(example = "8jT0sJ3oYxQ5…") String challenge,
        @Schema(example = "[\"totp\", \"recovery\"]") List<Method> methods)
        implements Arrival {}
