package dev.jari.user;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code email}, {@code password}: the operator's account, created where it does not exist yet. {@code requireSecondFactor}: operators'
 * calls are for who has one; recommended wherever real people have accounts.
 */
@ConfigurationProperties(prefix = "jari.admin", ignoreUnknownFields = false)
public record OperatorSettings(
        @DefaultValue("") String email,
        @DefaultValue("") String password,
        @DefaultValue("false") boolean requireSecondFactor) {}
