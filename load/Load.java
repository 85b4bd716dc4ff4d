import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** A closed loop: each client has a connection of its own and sends the next request when it has the answer to the last. */
final class Load {
    static final int CLIENTS = Integer.getInteger("clients", 16);
    static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("warmup", 30));
    static final Duration MEASURE = Duration.ofSeconds(Integer.getInteger("seconds", 10));

    private Load() {}

    /** What one client does over and over: the status that came back. */
    interface Step {
        int run() throws IOException;
    }

    interface Client {
        Step connect(int number) throws IOException;
    }

    record Result(double perSecond, double p50, double p99, long errors) {}

    /** Any status but {@code expected} is an error. */
    static Result run(int expected, Client client) throws Exception {
        return run(expected, WARM_UP, client);
    }

    static Result run(int expected, Duration warmUp, Client client) throws Exception {
        return run(expected, CLIENTS, warmUp, MEASURE, client);
    }

    static Result run(int expected, int size, Duration warmUp, Duration measure, Client client) throws Exception {
        long from = System.nanoTime() + warmUp.toNanos();
        long until = from + measure.toNanos();
        List<Callable<Count>> clients = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Step step = client.connect(i);
            clients.add(() -> loop(step, expected, from, until));
        }
        Histogram all = new Histogram(3);
        long errors = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(size)) {
            for (Future<Count> count : threads.invokeAll(clients)) {
                all.add(count.get().latencies);
                errors += count.get().errors;
            }
        }
        return new Result(
                all.getTotalCount() * 1e9 / measure.toNanos(),
                all.getValueAtPercentile(50) / 1e6,
                all.getValueAtPercentile(99) / 1e6,
                errors);
    }

    private record Count(Histogram latencies, long errors) {}

    private static Count loop(Step step, int expected, long from, long until) throws IOException {
        Histogram latencies = new Histogram(3);
        long errors = 0;
        for (long start = System.nanoTime(); start < until; ) {
            int status = step.run();
            long end = System.nanoTime();
            if (start >= from && status == expected) {
                latencies.recordValue(end - start);
            } else if (start >= from) {
                errors++;
            }
            start = end;
        }
        return new Count(latencies, errors);
    }
}
