package dev.jari.archive;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code directory}: without, {@code archive} in the data directory. {@code s3}: instead of a directory. */
@Validated
@ConfigurationProperties(prefix = "jari.archive", ignoreUnknownFields = false)
record ArchiveSettings(
        @DefaultValue("") String directory, @Nullable @Valid S3 s3) {

    /** {@code endpoint}: with the bucket, such as {@code https://s3.ap-northeast-2.amazonaws.com/jari-archive}. */
    record S3(
            @NotNull URI endpoint,
            @NotNull @DefaultValue("us-east-1") String region,
            @NotNull String accessKey,
            @NotNull String secretKey) {}
}
