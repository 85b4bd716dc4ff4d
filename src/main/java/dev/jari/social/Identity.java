package dev.jari.social;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who somebody is at a provider. {@code secret}: a wrapped token, with which the provider is told when they leave. */
record Identity(
        String id,
        String userId,
        String provider,
        String subject,
        @Nullable String email,
        @Nullable String secret,
        Instant createdAt,
        Instant lastUsedAt) {}
