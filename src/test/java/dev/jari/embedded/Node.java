package dev.jari.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** An instance reduced to this module: its stores and the clients of them. Also a program, to be started and killed. */
@Import({EmbeddedConfiguration.class, RedisClientSettings.class})
@ImportAutoConfiguration({
    DataSourceAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataRedisAutoConfiguration.class
})
class Node {
    static ConfigurableApplicationContext start(Path dataDir, String... properties) {
        List<String> arguments = new ArrayList<>(List.of("--jari.data-dir=" + dataDir));
        List.of(properties).forEach(property -> arguments.add("--" + property));
        return new SpringApplicationBuilder(Node.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    static void main(String[] args) throws InterruptedException {
        start(Path.of(args[0]));
        System.out.println("ready");
        Thread.currentThread().join();
    }
}
