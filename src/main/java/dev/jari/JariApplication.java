package dev.jari;

import dev.jari.audit.Chain;
import dev.jari.reservation.Audit;
import java.util.Arrays;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class JariApplication {

    /** {@code verify} as the first argument checks the books and the audit log, and ends; anything else starts an instance. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("verify")) {
            System.exit(verify(Arrays.copyOfRange(args, 1, args.length)));
        }
        SpringApplication.run(JariApplication.class, args);
    }

    /** Reads beside a running instance, without a server, migrations or scheduled work. Answers the exit code. */
    private static int verify(String[] args) {
        SpringApplication application = new SpringApplication(JariApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setLazyInitialization(true);
        application.setLogStartupInfo(false);
        application.setDefaultProperties(Map.of("spring.flyway.enabled", "false"));
        try (var context = application.run(args)) {
            Audit.Report books = context.getBean(Audit.class).report();
            Chain.Report log = context.getBean(Chain.class).verify();
            System.out.println(books);
            System.out.println(log);
            return books.isClean() && log.isIntact() ? 0 : 1;
        }
    }
}
