package dev.jari.archive;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Files of gzipped lines, each a JSON object. */
final class Lines {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int AT_ONCE = 500;

    private Lines() {}

    interface Source {
        void into(Consumer<Map<String, Object>> sink);
    }

    /** Answers how many lines there are. */
    static long write(Path file, Source rows) throws IOException {
        long[] count = {0};
        try (BufferedWriter out = new BufferedWriter(
                new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8))) {
            rows.into(row -> {
                try {
                    out.write(JSON.writeValueAsString(row));
                    out.write('\n');
                    count[0]++;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return count[0];
    }

    /** Hands out some lines at a time, and answers how many there were. */
    static long read(Path file, Consumer<List<Map<String, Object>>> to) throws IOException {
        long count = 0;
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            List<Map<String, Object>> some = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                some.add(JSON.readValue(line, new TypeReference<Map<String, Object>>() {}));
                count++;
                if (some.size() == AT_ONCE) {
                    to.accept(some);
                    some = new ArrayList<>();
                }
            }
            to.accept(some);
        }
        return count;
    }

    static String sha256(Path file) throws IOException {
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
