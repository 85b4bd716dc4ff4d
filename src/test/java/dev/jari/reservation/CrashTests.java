package dev.jari.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Api;
import dev.jari.testing.Api.Answer;
import dev.jari.testing.EachEngine;
import dev.jari.testing.Engine;
import dev.jari.testing.Instance;
import dev.jari.testing.Shop;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Processes are killed in the middle of bookings: what was acknowledged is there, and the books are right. */
@ParameterizedClass
@EachEngine
class CrashTests {
    private static final int ENOUGH = 40;

    private final Engine engine;

    CrashTests(Engine engine) {
        this.engine = engine;
    }

    @Test
    void nothingAcknowledgedIsLost() {
        try (Instance instance = Instance.start(engine, "jari.reservation.max-open-per-customer=0")) {
            Shop shop = Shop.open(instance.api());
            String service = shop.service(
                    List.of(shop.resource("POOL", 5000)), Map.of("durationMinutes", 30, "stepMinutes", 30));
            Api customer = instance.api().registered("customer");

            Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
            whileBooking(shop, service, customer, acknowledged, instance::killRedis);
            assertKept(instance, customer, acknowledged);

            whileBooking(shop, service, customer, acknowledged, instance::kill);
            instance.restart();
            assertKept(instance, customer, acknowledged);

            whileBooking(shop, service, customer, acknowledged, () -> {
                instance.killRedis();
                instance.kill();
            });
            instance.restart();
            assertKept(instance, customer, acknowledged);
            assertThat(shop.book(customer, service, Shop.time(3, 10, 0)).status())
                    .isEqualTo(201);
        }
    }

    private static void whileBooking(
            Shop shop, String service, Api customer, Queue<String> acknowledged, Runnable blow) {
        AtomicBoolean stop = new AtomicBoolean();
        AtomicInteger booked = new AtomicInteger();
        CountDownLatch warm = new CountDownLatch(ENOUGH);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> {
                    while (!stop.get()) {
                        book(shop, service, customer, booked.incrementAndGet()).ifPresent(id -> {
                            acknowledged.add(id);
                            warm.countDown();
                        });
                    }
                });
            }
            assertThat(warm.await(60, TimeUnit.SECONDS))
                    .as("bookings before the blow")
                    .isTrue();
            blow.run();
            TimeUnit.MILLISECONDS.sleep(300);
            stop.set(true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            stop.set(true);
        }
    }

    /** A request that the blow interrupts is unknown, not acknowledged. */
    private static java.util.Optional<String> book(Shop shop, String service, Api customer, int number) {
        try {
            Answer answer = shop.book(customer, service, Shop.time(2 + number % 20, number / 20 % 24, 0));
            return answer.status() == 201 ? java.util.Optional.of(answer.text("id")) : java.util.Optional.empty();
        } catch (UncheckedIOException e) {
            return java.util.Optional.empty();
        }
    }

    private static void assertKept(Instance instance, Api customer, Queue<String> acknowledged) {
        assertThat(acknowledged)
                .hasSizeGreaterThanOrEqualTo(ENOUGH)
                .allSatisfy(
                        id -> assertThat(customer.get("/api/reservations/" + id).status())
                                .isEqualTo(200));
        assertThat(instance.verify()).as("exit code of verify").isZero();
    }
}
