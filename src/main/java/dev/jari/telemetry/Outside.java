package dev.jari.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.stereotype.Component;

/** What this instance does not do itself and nobody else would count: how old the last backup is, and how long the certificate lasts. */
@Component
class Outside implements MeterBinder {
    private final Settings settings;
    private final Clock clock;

    Outside(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * {@code backups}: the directory in which {@code ./jari backup} leaves its results; {@code certificate}: the PEM file that is shown to
     * the world. Without them there are no such series.
     */
    @ConfigurationProperties(prefix = "jari.telemetry", ignoreUnknownFields = false)
    record Settings(@Nullable Path backups, @Nullable Path certificate) {}

    @Override
    public void bindTo(MeterRegistry registry) {
        Path backups = settings.backups();
        if (backups != null) {
            TimeGauge.builder("jari.backup.age", () -> age(backups), TimeUnit.MILLISECONDS)
                    .description("Since the newest backup was made")
                    .register(registry);
        }
        Path certificate = settings.certificate();
        if (certificate != null) {
            TimeGauge.builder("jari.certificate.remaining", () -> remaining(certificate), TimeUnit.MILLISECONDS)
                    .description("Until the certificate in the file ends")
                    .register(registry);
        }
    }

    /** Without any, as old as time. */
    private long age(Path directory) {
        try (var found = Files.list(directory)) {
            long newest = found.filter(backup -> backup.getFileName().toString().startsWith("jari-"))
                    .mapToLong(Outside::madeAt)
                    .max()
                    .orElse(0);
            return clock.millis() - newest;
        } catch (IOException e) {
            return clock.millis();
        }
    }

    private static long madeAt(Path backup) {
        try {
            return Files.getLastModifiedTime(backup).toMillis();
        } catch (IOException e) {
            return 0;
        }
    }

    private double remaining(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate first =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return first.getNotAfter().toInstant().toEpochMilli() - clock.millis();
        } catch (IOException | CertificateException e) {
            return 0;
        }
    }
}
