package dev.jari;

import dev.jari.archive.ArchiveCommand;
import dev.jari.audit.Chain;
import dev.jari.backup.BackupCommand;
import dev.jari.reservation.Audit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.flywaydb.core.Flyway;
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

    /** A first word that is a command does its work beside whatever runs, and ends; anything else starts an instance. */
    public static void main(String[] args) {
        switch (args.length == 0 ? "" : args[0]) {
            case "verify" -> System.exit(command(args, false, JariApplication::verify));
            case "migrate" -> System.exit(command(args, true, JariApplication::migrate));
            case "archive" ->
                System.exit(command(
                        args,
                        false,
                        jari -> jari.getBean(ArchiveCommand.class)
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

    /** Without a server; what follows the command's word are settings. Answers the exit code. */
    private static int command(String[] args, boolean migrates, ToIntFunction<ApplicationContext> work) {
        SpringApplication application = new SpringApplication(JariApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of(
                "spring.flyway.enabled",
                migrates,
                "jari.schema.expand-only",
                migrates,
                // Why it failed is said once, at the end.
                "logging.level.org.springframework.context.annotation",
                "error"));
        try (var context = application.run(Arrays.copyOfRange(args, 1, args.length))) {
            return work.applyAsInt(context);
        }
    }

    private static int verify(ApplicationContext jari) {
        Audit.Report books = jari.getBean(Audit.class).report();
        Chain.Report log = jari.getBean(Chain.class).verify();
        System.out.println(books);
        System.out.println(log);
        return books.isClean() && log.isIntact() ? 0 : 1;
    }

    private static int migrate(ApplicationContext jari) {
        System.out.println("The database is at "
                + jari.getBean(Flyway.class).info().current().getScript());
        return 0;
    }
}
