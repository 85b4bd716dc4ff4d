package dev.jari.embedded;

import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.jdbc.support.SQLExceptionTranslator;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataDirectory.class)
class EmbeddedConfiguration {
    @Configuration(proxyBeanMethods = false)
    @Conditional(NoOtherDatabase.class)
    @EnableConfigurationProperties(SqliteDataSource.Settings.class)
    static class Sqlite {
        @Bean
        SQLExceptionTranslator sqliteFailures() {
            return new SqliteFailures();
        }

        @Bean
        SqliteDataSource dataSource(
                Environment environment, DataDirectory dataDirectory, SqliteDataSource.Settings settings) {
            String url = environment.getProperty("spring.datasource.url", "");
            return new SqliteDataSource(
                    url.isBlank() ? SqliteDataSource.PREFIX + dataDirectory.privateFile("jari.db") : url, settings);
        }

        @Bean
        MeterBinder sqliteReaders(SqliteDataSource dataSource) {
            return dataSource::measureReaders;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Conditional(NoOtherRedis.class)
    static class Redis {
        /** These are the connection details from which Boot makes the connection factory: it is started first, ended last. */
        @Bean
        EmbeddedRedis embeddedRedis(DataDirectory dataDirectory) {
            return EmbeddedRedis.start(dataDirectory.resolve("redis"));
        }
    }

    static final class NoOtherDatabase implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            String url = context.getEnvironment().getProperty("spring.datasource.url", "");
            return url.isBlank() || url.startsWith(SqliteDataSource.PREFIX);
        }
    }

    static final class NoOtherRedis implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Map<String, Object> redis = Binder.get(context.getEnvironment())
                    .bind("spring.data.redis", Bindable.mapOf(String.class, Object.class))
                    .orElse(Map.of());
            return Stream.of("host", "port", "url", "cluster", "sentinel", "masterreplica")
                    .map(name -> redis.getOrDefault(name, ""))
                    .allMatch(""::equals);
        }
    }
}
