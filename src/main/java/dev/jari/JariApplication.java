package dev.jari;

import dev.jari.archive.ArchiveCommand;
import dev.jari.audit.Chain;
import dev.jari.backup.BackupCommand;
import dev.jari.reservation.Audit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class JariApplication {
    private static final int JOBS_AT_ONCE = 4;

    /**
     * {@code verify} as the first argument checks the books and the audit log, {@code archive} looks after archives, {@code backup} and {@code
     * restore} do what they say, and end; anything else starts an instance.
     */
    public static void main(String[] args) {
        switch (args.length == 0 ? "" : args[0]) {
            case "verify" -> System.exit(beside(args, JariApplication::verify));
            case "archive" ->
                System.exit(beside(
                        args,
                        context -> context.getBean(ArchiveCommand.class)
                                .run(List.of(args).subList(1, args.length))));
            case "backup", "restore" -> System.exit(BackupCommand.run(args));
            default -> SpringApplication.run(JariApplication.class, args);
        }
    }

    /**
     * With virtual threads Boot gives all jobs that wait between runs one thread together; a slow one would hold back those
     * that keep an instance's memory fresh.
     */
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.poolSize(JOBS_AT_ONCE).threadNamePrefix("job-").build();
    }

    /** Works beside a running instance, without a server, migrations or scheduled work. Answers the exit code. */
    private static int beside(String[] args, ToIntFunction<ApplicationContext> work) {
        SpringApplication application = new SpringApplication(JariApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("spring.flyway.enabled", "false"));
        try (var context = application.run(Arrays.copyOfRange(args, 1, args.length))) {
            return work.applyAsInt(context);
        }
    }

    private static int verify(ApplicationContext context) {
        Audit.Report books = context.getBean(Audit.class).report();
        Chain.Report log = context.getBean(Chain.class).verify();
        System.out.println(books);
        System.out.println(log);
        return books.isClean() && log.isIntact() ? 0 : 1;
    }
}
