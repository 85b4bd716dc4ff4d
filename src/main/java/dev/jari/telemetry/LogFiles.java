package dev.jari.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * With {@code jari.log-dir}: {@code auth.log}, {@code api.log}, {@code performance.log}, and {@code error.log} with all warnings and errors,
 * as JSON (ECS), each kept within ten times {@code jari.log-size}. The first three are on the console, too, where that is JSON. In Java and
 * not in Logback's XML, which would be read at every start.
 */
final class LogFiles implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {
    private static final List<String> STREAMS = List.of("auth", "api", "performance");
    private static final int FILES = 10;
    private static final int DAYS = 30;

    @Override
    public int getOrder() {
        return LoggingApplicationListener.DEFAULT_ORDER + 1;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        Environment environment = event.getEnvironment();
        String directory = environment.getProperty("jari.log-dir", "");
        boolean json = !environment
                .getProperty("logging.structured.format.console", "")
                .isBlank();
        if (directory.isBlank() && !json) {
            return;
        }
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        FileSize size = FileSize.valueOf(environment.getProperty("jari.log-size", "10MB"));
        for (String stream : STREAMS) {
            Logger logger = context.getLogger("jari." + stream);
            logger.setLevel(Level.INFO);
            logger.setAdditive(json);
            if (!directory.isBlank()) {
                logger.addAppender(file(context, directory(directory), stream, size));
            }
        }
        if (!directory.isBlank()) {
            var errors = file(context, directory(directory), "error", size);
            var threshold = new ThresholdFilter();
            threshold.setLevel(Level.WARN.toString());
            threshold.start();
            errors.addFilter(threshold);
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).addAppender(errors);
        }
    }

    private static Path directory(String name) {
        try {
            return Files.createDirectories(Path.of(name).toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Logs cannot be written to " + name
                            + ": let jari.log-dir name a directory that this user may write to",
                    e);
        }
    }

    private static RollingFileAppender<ILoggingEvent> file(
            LoggerContext context, Path directory, String name, FileSize size) {
        var file = new RollingFileAppender<ILoggingEvent>();
        var rolling = new SizeAndTimeBasedRollingPolicy<ILoggingEvent>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(
                directory.resolve(name + ".%d{yyyy-MM-dd}.%i.log.gz").toString());
        rolling.setMaxFileSize(size);
        rolling.setTotalSizeCap(new FileSize(size.getSize() * FILES));
        rolling.setMaxHistory(DAYS);
        rolling.start();
        file.setContext(context);
        file.setName(name);
        file.setFile(directory.resolve(name + ".log").toString());
        file.setRollingPolicy(rolling);
        file.setEncoder(json(context));
        file.start();
        return file;
    }

    private static StructuredLogEncoder json(LoggerContext context) {
        var encoder = new StructuredLogEncoder();
        encoder.setContext(context);
        encoder.setFormat("ecs");
        encoder.setCharset(StandardCharsets.UTF_8);
        encoder.start();
        return encoder;
    }
}
