import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What JMeter wrote down of each request. Its own summary only estimates percentiles: a p99 of it can be below the p95. */
record Report(List<Sample> samples) {
    private record Sample(String label, long start, long millis, boolean good) {}

    static Report of(Path jtl) throws IOException {
        List<String> lines = Files.readAllLines(jtl);
        List<String> header = List.of(lines.getFirst().split(","));
        int start = header.indexOf("timeStamp");
        int millis = header.indexOf("elapsed");
        int label = header.indexOf("label");
        int good = header.indexOf("success");
        return new Report(lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cell -> new Sample(
                        cell[label], Long.parseLong(cell[start]), Long.parseLong(cell[millis]), cell[good].equals("true")))
                .toList());
    }

    void print() {
        Map<String, List<Sample>> byLabel =
                samples.stream().collect(Collectors.groupingBy(Sample::label, TreeMap::new, Collectors.toList()));
        byLabel.forEach(this::print);
        print("all", samples);
    }

    private void print(String label, List<Sample> some) {
        long[] millis = some.stream().mapToLong(Sample::millis).sorted().toArray();
        System.out.printf(
                "| %s | %.0f | %d | %d | %d | %d |%n",
                label,
                millis.length / seconds(),
                percentile(millis, 50),
                percentile(millis, 95),
                percentile(millis, 99),
                some.stream().filter(sample -> !sample.good).count());
    }

    /** From the first request sent to the last answered, whatever they asked. */
    private double seconds() {
        long first = samples.stream().mapToLong(Sample::start).min().orElseThrow();
        long last = samples.stream().mapToLong(sample -> sample.start + sample.millis).max().orElseThrow();
        return (last - first) / 1e3;
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
