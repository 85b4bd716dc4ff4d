package dev.jari;

import dev.jari.audit.Chain;
import dev.jari.backup.Backups;
import dev.jari.backup.Refusal;
import dev.jari.reservation.Audit;
import java.nio.file.Path;
import java.util.Arrays;
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
    private static final int USAGE = 64;

    /** A first word that is a command does its work beside whatever runs, and ends; anything else starts an instance. */
    public static void main(String[] args) {
        switch (args.length == 0 ? "" : args[0]) {
            case "verify" -> System.exit(command(args, 1, JariApplication::verify));
            case "backup" ->
                System.exit(
                        command(args, 2, jari -> say(jari.getBean(Backups.class).take(of(args)))));
            case "restore" ->
                System.exit(
                        command(args, 2, jari -> say(jari.getBean(Backups.class).restore(of(args)))));
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

    /** Without a server, migrations or scheduled work; what follows the command's words are settings. Answers the exit code. */
    private static int command(String[] args, int words, ToIntFunction<ApplicationContext> work) {
        if (args.length < words || args[words - 1].startsWith("--")) {
            System.err.println("jari: %s needs a directory before its settings".formatted(args[0]));
            return USAGE;
        }
        SpringApplication application = new SpringApplication(JariApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("spring.flyway.enabled", "false"));
        try (var context = application.run(Arrays.copyOfRange(args, words, args.length))) {
            return work.applyAsInt(context);
        } catch (Refusal refusal) {
            System.err.println("jari: " + refusal.getMessage());
            return 1;
        }
    }

    private static int verify(ApplicationContext jari) {
        Audit.Report books = jari.getBean(Audit.class).report();
        Chain.Report log = jari.getBean(Chain.class).verify();
        System.out.println(books);
        System.out.println(log);
        return books.isClean() && log.isIntact() ? 0 : 1;
    }

    private static Path of(String[] args) {
        return Path.of(args[1]);
    }

    private static int say(Object result) {
        System.out.println(result);
        return 0;
    }
}
