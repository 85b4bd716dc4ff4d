package dev.jari.user;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Creates the operator's account ({@code jari.admin.email}, {@code jari.admin.password}) where it does not exist yet. */
@Component
class Operator implements ApplicationRunner {
    private static final Logger log = LoggerFactory.getLogger(Operator.class);

    private final OperatorSettings settings;
    private final Users users;

    Operator(OperatorSettings settings, Users users) {
        this.settings = settings;
        this.users = users;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (settings.email().isBlank()) {
            return;
        }
        var present = users.byEmail(settings.email());
        if (present.isPresent()) {
            if (!present.get().roles().contains(User.ADMIN)) {
                log.warn("jari.admin.email names an account that is not an operator's; it stays as it is");
            }
            return;
        }
        users.register(settings.email(), settings.password(), "Operator", Set.of(User.ADMIN, User.USER))
                .ifPresent(user -> log.info("created the operator's account, {}", user.id()));
    }
}
