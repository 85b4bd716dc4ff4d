package dev.jari.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void growWithinAMillisecondAndWithTime() {
        Numbers numbers = new Numbers();
        assertThat(LongStream.range(0, 100_000).map(i -> numbers.next(1_790_000_000_000L + i / 10_000)))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void growWhenTheClockGoesBack() {
        Numbers numbers = new Numbers();
        long before = numbers.next(1_790_000_000_000L);
        assertThat(numbers.next(1_789_999_999_000L)).isGreaterThan(before);
    }

    @Test
    void fitIntoALongForLong() {
        assertThat(new Numbers().next(4_000_000_000_000L)).isPositive();
    }
}
