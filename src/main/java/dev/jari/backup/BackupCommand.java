package dev.jari.backup;

import dev.jari.embedded.DataDirectory;
import dev.jari.token.AuthSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** {@code backup DIRECTORY} and {@code restore BACKUP}, followed by settings: a small program of its own in the same jar. */
@EnableConfigurationProperties({DataDirectory.class, AuthSettings.class})
@Import(Backups.class)
public class BackupCommand {
    private static final int USAGE = 64;

    /** Answers the exit code. */
    public static int run(String... args) {
        if (args.length < 2 || args[1].startsWith("--")) {
            System.err.println("jari: %s needs a directory before its settings".formatted(args[0]));
            return USAGE;
        }
        Path directory = Path.of(args[1]);
        SpringApplication application = new SpringApplication(BackupCommand.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLogStartupInfo(false);
        try (var context = application.run(Arrays.copyOfRange(args, 2, args.length))) {
            Backups backups = context.getBean(Backups.class);
            System.out.println(args[0].equals("backup") ? backups.take(directory) : backups.restore(directory));
            return 0;
        } catch (Refusal refusal) {
            System.err.println("jari: " + refusal.getMessage());
            return 1;
        }
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
