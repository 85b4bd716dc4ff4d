package dev.jari.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.bootstrap.DefaultBootstrapContext;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** The disk is not filled by logs, however much there is to say. */
class LogFilesTest {
    private static final int SIZE = 20_000;
    private static final int ALL = 10 * SIZE;
    private static final List<String> NAMES = List.of("api", "auth", "error", "performance");

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Random random = new Random(7);

    @TempDir
    Path logs;

    private void open() {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("jari.log-dir", logs.toString(), "jari.log-size", "20000")));
        // As Boot's logging does it before.
        context.putObject(Environment.class.getName(), environment);
        var application = new SpringApplication();
        new LogFiles()
                .onApplicationEvent(new ApplicationEnvironmentPreparedEvent(
                        new DefaultBootstrapContext(), application, new String[0], environment));
        // What is written here is for the files, not for whoever reads the output of the tests.
        logger("flood").setAdditive(false);
        logger("flood").addAppender(appender(Logger.ROOT_LOGGER_NAME, "error"));
    }

    @AfterEach
    void close() {
        for (String name : NAMES) {
            String logger = name.equals("error") ? Logger.ROOT_LOGGER_NAME : "jari." + name;
            Appender<ILoggingEvent> file = appender(logger, name);
            logger(logger).detachAppender(file);
            file.stop();
            if (!name.equals("error")) {
                logger(logger).setAdditive(true);
                logger(logger).setLevel(null);
            }
        }
        logger("flood").detachAndStopAllAppenders();
    }

    private Logger logger(String name) {
        return context.getLogger(name);
    }

    private Appender<ILoggingEvent> appender(String logger, String name) {
        return logger(logger).getAppender(name);
    }

    @Test
    void eachIsClosedAtItsSizeAndTenOfThemAreKept() throws Exception {
        open();
        write(3 * ALL);
        for (String name : NAMES) {
            assertThat(logs.resolve(name + ".log")).isNotEmptyFile();
            assertThat(Files.size(logs.resolve(name + ".log"))).isLessThan(SIZE + 2_000);
            List<Long> closed = settled(name);
            assertThat(closed).as(name).hasSizeGreaterThan(5).allMatch(size -> size > 0 && size <= SIZE + 2_000);
            assertThat(sum(closed)).as(name).isLessThanOrEqualTo(ALL + 2 * SIZE);
        }
    }

    /** Noise does not get smaller when it is compressed. */
    private void write(int bytes) {
        byte[] noise = new byte[600];
        for (int written = 0; written < bytes; written += noise.length) {
            random.nextBytes(noise);
            String text = Base64.getEncoder().encodeToString(noise);
            logger("jari.api").info(text);
            logger("jari.auth").info(text);
            logger("jari.performance").info(text);
            logger("flood").warn(text);
        }
    }

    /**
     * The sizes of the closed ones. They are compressed on another thread; old ones are deleted on a third, as often as one is closed,
     * which does not know of those that are being compressed.
     */
    private List<Long> settled(String name) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<Long> sizes = sizes(name);
        while (!isSettled(sizes) && System.nanoTime() < end) {
            write(SIZE);
            Thread.sleep(50);
            sizes = sizes(name);
        }
        return sizes;
    }

    private static boolean isSettled(List<Long> sizes) {
        return sizes.size() > 5 && !sizes.contains(0L) && sum(sizes) <= ALL + 2 * SIZE;
    }

    private static long sum(List<Long> sizes) {
        return sizes.stream().mapToLong(Long::longValue).sum();
    }

    /** One that is deleted just now is left out. */
    private List<Long> sizes(String name) throws IOException {
        List<Long> sizes = new ArrayList<>();
        for (Path file : closed(name)) {
            try {
                sizes.add(Files.size(file));
            } catch (NoSuchFileException deleted) {
                assertThat(file).doesNotExist();
            }
        }
        return sizes;
    }

    private List<Path> closed(String name) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(file -> file.getFileName().toString().matches(name + "\\..+\\.log\\.gz"))
                    .toList();
        }
    }

    @Test
    void oneThatIsThereAlreadyCounts() throws Exception {
        Files.writeString(logs.resolve("api.log"), "x".repeat(SIZE - 100) + "\n");
        open();
        write(2_000);
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (closed("api").isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        assertThat(closed("api")).hasSize(1);
        assertThat(Files.size(logs.resolve("api.log"))).isLessThan(SIZE);
    }
}
