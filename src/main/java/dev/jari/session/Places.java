package dev.jari.session;

import dev.jari.token.AuthSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Where an address is, as far as a local file ({@code jari.auth.places-file}) knows; nobody outside is asked. Each line of the CSV is
 * {@code first address,last address,place}, the form of the free country lists.
 */
@Component
public class Places {
    private final NavigableMap<BigInteger, Range> ranges = new TreeMap<>();

    Places(AuthSettings settings) {
        if (settings.placesFile() != null) {
            load(settings.placesFile());
        }
    }

    private record Range(BigInteger last, String place) {}

    private void load(Path file) {
        Map<String, String> names = new ConcurrentHashMap<>();
        List<String> wrong = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> {
                String[] fields = line.replace("\"", "").split(",", 3);
                Optional<BigInteger> first = number(fields[0]);
                Optional<BigInteger> last = fields.length == 3 ? number(fields[1]) : Optional.empty();
                if (first.isEmpty() || last.isEmpty()) {
                    wrong.add(line);
                } else {
                    String place = names.computeIfAbsent(fields[2].strip(), name -> name);
                    ranges.put(first.get(), new Range(last.get(), place));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("jari.auth.places-file cannot be read: " + file, e);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(
                    "jari.auth.places-file: a line must be first address,last address,place; this is not: "
                            + wrong.getFirst());
        }
    }

    public Optional<String> of(String address) {
        return number(address)
                .flatMap(number -> Optional.ofNullable(ranges.floorEntry(number))
                        .map(Map.Entry::getValue)
                        .filter(range -> range.last().compareTo(number) >= 0)
                        .map(Range::place));
    }

    /** IPv4 addresses as IPv4-mapped IPv6 ones, so that there is one order. Names are not looked up. */
    private static Optional<BigInteger> number(String address) {
        if (!address.strip().matches("[0-9a-fA-F:.]{2,45}")) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InetAddress.getByName(address.strip()).getAddress();
            BigInteger number = new BigInteger(1, bytes);
            return Optional.of(
                    bytes.length == 4 ? number.add(BigInteger.valueOf(0xffffL).shiftLeft(32)) : number);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
