package dev.jari.testing;

import io.lettuce.core.KillArgs;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import redis.embedded.core.ExecutableProvider;

/** Several Redis processes on loopback: a Cluster of three masters with a replica each, or a master and replica with three Sentinels. */
public final class RedisNodes implements AutoCloseable {
    private static final String CHOICE = "jari.test.redis";
    private static final int SLOTS = 16_384;
    private static final int MASTERS = 3;

    private final RedisClient client = RedisClient.create();
    private final Map<Integer, Process> processes = new LinkedHashMap<>();
    private final Path directory;
    private final String executable;
    private final List<String> properties = new ArrayList<>();

    private RedisNodes() {
        try {
            directory = Files.createTempDirectory("jari-redis");
            executable = ExecutableProvider.newJarResourceProvider(directory.toFile())
                    .get()
                    .getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RedisNodes cluster() {
        RedisNodes nodes = new RedisNodes();
        List<Integer> ports = IntStream.range(0, 2 * MASTERS)
                .map(i -> nodes.start(
                        "--cluster-enabled yes --cluster-node-timeout 1000 --cluster-config-file nodes.conf"))
                .boxed()
                .toList();
        for (int i = 0; i < MASTERS; i++) {
            int[] slots = IntStream.range(i * SLOTS / MASTERS, (i + 1) * SLOTS / MASTERS)
                    .toArray();
            nodes.on(ports.get(i), redis -> redis.clusterAddSlots(slots));
        }
        ports.forEach(port -> nodes.on(ports.getFirst(), redis -> redis.clusterMeet("127.0.0.1", port)));
        for (int i = MASTERS; i < ports.size(); i++) {
            String master = nodes.on(ports.get(i - MASTERS), RedisCommands::clusterMyId);
            int replica = ports.get(i);
            await(() -> nodes.on(replica, RedisCommands::clusterNodes).contains(master));
            nodes.on(replica, redis -> redis.clusterReplicate(master));
        }
        ports.forEach(port ->
                await(() -> nodes.on(port, RedisCommands::clusterInfo).contains("cluster_state:ok")
                        && nodes.on(port, RedisCommands::clusterNodes).split("slave ", -1).length == MASTERS + 1));
        nodes.properties.add("spring.data.redis.cluster.nodes="
                + String.join(
                        ",", ports.stream().map(port -> "127.0.0.1:" + port).toList()));
        return nodes;
    }

    public static RedisNodes sentinel() {
        RedisNodes nodes = new RedisNodes();
        int master = nodes.start("");
        nodes.start("--replicaof 127.0.0.1 " + master);
        List<Integer> sentinels = IntStream.range(0, 3)
                .map(i -> nodes.start("--sentinel"))
                .boxed()
                .toList();
        for (int port : sentinels) {
            nodes.sentinel(port, "MONITOR", "jari", "127.0.0.1", Integer.toString(master), "2");
            nodes.sentinel(port, "SET", "jari", "down-after-milliseconds", "1000");
            nodes.sentinel(port, "SET", "jari", "failover-timeout", "3000");
        }
        await(() -> nodes.on(master, redis -> redis.info("replication")).contains("state=online"));
        nodes.properties.add("spring.data.redis.sentinel.master=jari");
        nodes.properties.add("spring.data.redis.sentinel.nodes="
                + String.join(
                        ",", sentinels.stream().map(port -> "127.0.0.1:" + port).toList()));
        // The Sentinels find each other and the replica by the master's Pub/Sub within two seconds.
        pause(2_500);
        return nodes;
    }

    /**
     * Properties for the nodes that {@code -Djari.test.redis} names ({@code cluster} or {@code sentinel}), one set of them for the whole
     * test run. None without it: each application then has its embedded Redis.
     */
    static List<String> ofThisRun() {
        return System.getProperty(CHOICE) == null ? List.of() : ThisRun.NODES.properties;
    }

    private static final class ThisRun {
        static final RedisNodes NODES =
                switch (System.getProperty(CHOICE, "")) {
                    case "cluster" -> cluster();
                    case "sentinel" -> sentinel();
                    default -> throw new IllegalArgumentException("-D" + CHOICE + " is cluster or sentinel");
                };
    }

    /** Properties that point an application at them. */
    public String[] properties() {
        return properties.toArray(String[]::new);
    }

    /** The same with more. */
    public String[] and(String... more) {
        List<String> all = new ArrayList<>(properties);
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Cuts every Pub/Sub connection, at every node. */
    public void killBus() {
        living().forEach(port -> on(port, redis -> redis.clientKill(KillArgs.Builder.typePubsub())));
    }

    /** Kills a master; whoever takes over is up to the others. */
    public void killMaster() {
        int master = living().stream()
                .filter(port -> on(port, redis -> redis.info("replication")).contains("role:master"))
                .findFirst()
                .orElseThrow();
        Process process = java.util.Objects.requireNonNull(processes.remove(master));
        process.destroyForcibly();
        process.onExit().join();
    }

    private List<Integer> living() {
        return List.copyOf(processes.keySet());
    }

    private int start(String options) {
        try {
            int port = freePort();
            Path home = Files.createDirectory(directory.resolve(Integer.toString(port)));
            Path configuration = Files.writeString(
                    home.resolve("redis.conf"), "port " + port + "\nbind 127.0.0.1\ndir " + home + "\n");
            List<String> command = new ArrayList<>(List.of(executable, configuration.toString()));
            command.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
            if (!options.equals("--sentinel")) {
                command.addAll(List.of("--save", ""));
            }
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("log").toFile())
                    .start();
            processes.put(port, process);
            // However the tests end, nothing is left running.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            await(() -> on(port, RedisCommands::ping).equals("PONG"));
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Cluster's node also listens on its port plus 10,000. */
    private static int freePort() throws IOException {
        int port = ThreadLocalRandom.current().nextInt(11_000, 21_000);
        try (ServerSocket one = new ServerSocket(port);
                ServerSocket other = new ServerSocket(port + 10_000)) {
            return one.isBound() && other.isBound() ? port : freePort();
        } catch (BindException e) {
            return freePort();
        }
    }

    private void sentinel(int port, String... words) {
        on(port, redis -> {
            var arguments = new CommandArgs<>(StringCodec.UTF8);
            for (String word : words) {
                arguments.add(word);
            }
            return redis.dispatch(
                    () -> "SENTINEL".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                    new StatusOutput<>(StringCodec.UTF8),
                    arguments);
        });
    }

    private <T> T on(int port, Function<RedisCommands<String, String>, T> work) {
        try (StatefulRedisConnection<String, String> connection = client.connect(RedisURI.create("127.0.0.1", port))) {
            return work.apply(connection.sync());
        }
    }

    private static void await(BooleanSupplier condition) {
        Instant end = Instant.now().plus(Duration.ofSeconds(20));
        while (!holds(condition)) {
            if (Instant.now().isAfter(end)) {
                throw new IllegalStateException("The Redis nodes did not come together");
            }
            pause(50);
        }
    }

    private static boolean holds(BooleanSupplier condition) {
        try {
            return condition.getAsBoolean();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroyForcibly);
        processes.values().forEach(process -> process.onExit().join());
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }
}
