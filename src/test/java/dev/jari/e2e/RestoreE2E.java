package dev.jari.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Shop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;

/** The drill: everything is lost in the middle of bookings, and put back somewhere else from the last backup. */
class RestoreE2E {
    private static final int ENOUGH = 100;

    @ParameterizedTest
    @EachEngine
    void whatTheBackupSawIsThereAfterEverythingWasLost(Engine engine) throws Exception {
        try (Database database = Database.of(engine)) {
            Path lost = Files.createTempDirectory("jari-lost");
            Path place = Files.createTempDirectory("jari-found");
            Path backups = Files.createTempDirectory("jari-backups");
            String[] before = database.settings("before");
            String[] after = database.settings("after");

            Scene scene = loseEverything(lost, before, backups);

            Path backup = only(backups);
            assertPrivate(backup);
            assertDamageIsRefused(backup, place, after);
            long start = System.nanoTime();
            String told =
                    Jari.command(place, after, "restore", backup).expect(0).text();
            long restored = System.nanoTime();
            try (Jari jari = Jari.on(place, after)) {
                scene.assertThere(jari);
                System.out.printf(
                        "restore drill, %s: data back after %.1f s, signed in and reading after %.1f s (RTO); %d bookings while the backup ran%n",
                        engine, (restored - start) / 1e9, (System.nanoTime() - start) / 1e9, scene.during());
                assertThat(Jari.command(place, after, "verify").expect(0).text())
                        .contains("all is well", "unbroken");
                scene.assertGoesOn(jari);
            }
            assertThat(told).contains("reservation=");
            assertThat(Jari.command(place, after, "restore", backup).expect(1).text())
                    .contains("nothing was restored");
        }
    }

    /** Who was there and what was acknowledged to them before the backup began. */
    private record Scene(Account customer, Shop shop, String service, String room, List<String> sure, int during) {

        void assertThere(Jari jari) {
            Account back = Account.signIn(jari, customer.email(), customer.password());
            sure.forEach(id -> back.api().get("/api/reservations/" + id).expect(200));
            assertThat(back.api()
                            .get("/api/rooms/" + room + "/messages")
                            .expect(200)
                            .body())
                    .contains("내일 뵐게요");
            // Keys and sessions are there too: whoever was signed in still is.
            customer.api().at(jari.base()).get("/api/auth/me").expect(200);
        }

        void assertGoesOn(Jari jari) {
            Map<String, Object> order = shop.order(service, Shop.time(29, 10, 0), Map.of());
            customer.api()
                    .at(jari.base())
                    .once()
                    .post("/api/reservations", order)
                    .expect(201);
        }
    }

    private static Scene loseEverything(Path data, String[] settings, Path backups) throws Exception {
        Jari jari = Jari.on(data, settings);
        try {
            Shop shop = Shop.open(jari.api());
            String service = shop.service(
                    List.of(shop.resource("POOL", 5000)), Map.of("durationMinutes", 30, "stepMinutes", 30));
            Account customer = Account.register(jari, "손님");
            String room = customer.api()
                    .post("/api/rooms", Map.of("businessId", shop.id))
                    .expect(201)
                    .text("id");
            customer.api()
                    .post("/api/rooms/" + room + "/messages", Map.of("clientMessageId", "1", "body", "내일 뵐게요"))
                    .expect(201);
            try (Bookings bookings = new Bookings(shop, service, customer.api())) {
                bookings.await(ENOUGH);
                List<String> sure = List.copyOf(bookings.acknowledged);
                Jari.command(data, settings, "backup", backups).expect(0);
                int during = bookings.acknowledged.size() - sure.size();
                assertThat(during).as("bookings while the backup ran").isPositive();
                jari.kill();
                return new Scene(customer, shop, service, room, sure, during);
            }
        } finally {
            jari.close();
        }
    }

    private static final class Bookings implements AutoCloseable {
        final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        private final AtomicInteger number = new AtomicInteger();
        private final List<Thread> threads;
        private volatile boolean over;

        Bookings(Shop shop, String service, Api customer) {
            threads = Stream.generate(() -> Thread.ofVirtual().start(() -> book(shop, service, customer)))
                    .limit(4)
                    .toList();
        }

        private void book(Shop shop, String service, Api customer) {
            while (!over) {
                try {
                    int next = number.incrementAndGet();
                    var answer = shop.book(customer, service, Shop.time(2 + next % 20, next / 20 % 24, 0));
                    if (answer.status() == 201) {
                        acknowledged.add(answer.text("id"));
                    }
                } catch (UncheckedIOException e) {
                    return; // it is no more
                }
            }
        }

        void await(int count) throws InterruptedException {
            while (acknowledged.size() < count) {
                Thread.sleep(20);
            }
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static Path only(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> all = entries.toList();
            assertThat(all).as("backups").hasSize(1);
            return all.getFirst();
        }
    }

    private static void assertPrivate(Path backup) throws IOException {
        try (Stream<Path> all = Files.walk(backup)) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .as(path::toString)
                        .endsWith("------");
            }
        }
    }

    private static void assertDamageIsRefused(Path backup, Path place, String[] settings) throws Exception {
        for (String name : List.of("master.key", "MANIFEST")) {
            Path file = backup.resolve(name);
            byte[] good = Files.readAllBytes(file);
            byte[] bad = good.clone();
            bad[bad.length / 2] ^= 1;
            Files.write(file, bad);
            assertThat(Jari.command(place, settings, "restore", backup)
                            .expect(1)
                            .text())
                    .contains("damaged");
            assertThat(place).isEmptyDirectory();
            Files.write(file, good);
        }
    }
}
