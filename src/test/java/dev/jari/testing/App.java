package dev.jari.testing;

import dev.jari.JariApplication;
import dev.jari.user.User;
import dev.jari.user.Users;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * A running Jari: the whole application on a free port, with a real database and a real Redis, which is its own unless {@code
 * -Djari.test.redis} names a Cluster or Sentinel that all share.
 */
public final class App implements AutoCloseable {
    private static final Map<Engine, App> SHARED = new EnumMap<>(Engine.class);

    private final ConfigurableApplicationContext context;
    private final Class<?> bean;
    private final List<String> stores;

    private App(ConfigurableApplicationContext context, Class<?> bean, List<String> stores) {
        this.bean = bean;
        this.context = context;
        this.stores = stores;
    }

    /** The one application that all suites of this engine share; each test makes the users and shops it needs. */
    public static synchronized App on(Engine engine) {
        return SHARED.computeIfAbsent(engine, App::start);
    }

    /** A new application on a new database and a new Redis; later properties win. */
    public static App start(Engine engine, String... properties) {
        return startWith(JariApplication.class, engine, properties);
    }

    /** With one more bean. */
    public static App startWith(Class<?> bean, Engine engine, String... properties) {
        return start(bean, engine, RedisNodes.ofThisRun(), properties);
    }

    /** With a Redis that is its own whatever the others use, for {@link RedisWire}. */
    public static App startWithOwnRedis(Engine engine) {
        return start(JariApplication.class, engine, List.of());
    }

    private static App start(Class<?> bean, Engine engine, List<String> redis, String... properties) {
        try {
            Path dataDir = Files.createTempDirectory("jari-test");
            List<String> stores = new ArrayList<>(redis);
            stores.add("jari.data-dir=" + dataDir);
            stores.addAll(engine.freshDatabase(dataDir));
            return run(bean, stores, properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A second instance on this one's database and Redis. */
    public App another(String... properties) {
        return run(bean, stores, properties);
    }

    /** The same with one more bean. */
    public App anotherWith(Class<?> bean, String... properties) {
        return run(bean, stores, properties);
    }

    private static App run(Class<?> bean, List<String> stores, String... properties) {
        List<String> all = new ArrayList<>(stores);
        all.addAll(List.of(
                "server.port=0",
                "management.server.port=0",
                "spring.main.banner-mode=off",
                "spring.main.register-shutdown-hook=true",
                "jari.mail.mailbox=true",
                "jari.jobs.scheduled=false",
                "jari.rate-limit.enabled=false"));
        all.addAll(List.of(properties));
        // Given twice on a command line, a property would be a list of both.
        Map<String, String> last = new LinkedHashMap<>();
        all.forEach(property -> last.put(property.substring(0, property.indexOf('=')), "--" + property));
        String[] arguments = last.values().toArray(String[]::new);
        return new App(new SpringApplication(JariApplication.class, bean).run(arguments), bean, stores);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public Api api() {
        return new Api("http://127.0.0.1:" + port("local.server.port"));
    }

    /** A new operator, signed in. */
    public Api operator() {
        String address = "op-" + UUID.randomUUID() + "@example.com";
        bean(Users.class).register(address, Api.PASSWORD, "Op", Set.of(User.ADMIN, User.USER));
        Map<String, String> login = Map.of("email", address, "password", Api.PASSWORD);
        return api().as(api().post("/api/auth/login", login).expect(200).text("accessToken"));
    }

    public int managementPort() {
        return port("local.management.port");
    }

    public Path dataDir() {
        return Path.of(context.getEnvironment().getRequiredProperty("jari.data-dir"));
    }

    private int port(String property) {
        Environment environment = context.getEnvironment();
        return environment.getRequiredProperty(property, Integer.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
