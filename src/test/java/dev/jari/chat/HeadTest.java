package dev.jari.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.live.Event;
import dev.jari.testing.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class HeadTest {
    private final List<Long> told = new ArrayList<>();
    private final Head head = new Head(event -> told.add(event.number()), "room");

    @Test
    void tellsTheNextAndDropsTheOld() {
        assertThat(head.start(4)).isFalse();
        assertThat(head.offer(event(5))).isFalse();
        assertThat(head.offer(event(5))).isFalse();
        assertThat(head.offer(event(3))).isFalse();
        assertThat(told).containsExactly(5L);
    }

    @Test
    void asksOnceForWhatIsMissingAndGoesOnByItselfWhenItComesLate() {
        head.start(4);
        assertThat(head.offer(event(6))).isTrue();
        assertThat(head.offer(event(7))).isFalse();
        assertThat(told).isEmpty();
        assertThat(head.offer(event(5))).isFalse();
        assertThat(told).containsExactly(5L, 6L, 7L);
        assertThat(head.isBehind()).isFalse();
    }

    @Test
    void whatIsHeardBeforeTheStartIsToldAfterIt() {
        head.offer(event(9));
        head.offer(event(8));
        assertThat(told).isEmpty();
        assertThat(head.start(8)).isFalse();
        assertThat(told).containsExactly(9L);
    }

    @Test
    void whatNobodyHeardIsReadWhenTheRoomIsSeenToBeFurther() {
        head.start(1);
        assertThat(head.expect(3)).isTrue();
        assertThat(head.isBehind()).isTrue();
        assertThat(head.fill(List.of(event(2), event(3)))).isEqualTo(2);
        assertThat(head.isBehind()).isFalse();
        assertThat(told).containsExactly(2L, 3L);
    }

    @Test
    void doesNotWaitForWhatWasCleanedAway() {
        head.start(1);
        head.offer(event(5));
        assertThat(head.isBehind()).isTrue();
        head.fill(List.of());
        assertThat(told).containsExactly(5L);
        assertThat(head.isBehind()).isFalse();
    }

    @Test
    void tellsEachOnceAndInOrderHoweverTheyCome() {
        Seeds.forEach(300, random -> {
            told.clear();
            Head any = new Head(event -> told.add(event.number()), "room");
            List<Long> numbers =
                    new ArrayList<>(LongStream.rangeClosed(1, 40).boxed().toList());
            Collections.shuffle(numbers, new Random(random.nextLong()));
            any.start(0);
            for (long number : numbers) {
                boolean lost = random.nextInt(4) == 0;
                if ((!lost && any.offer(event(number))) || any.expect(Math.min(40, any.number() + random.nextInt(5)))) {
                    while (any.isBehind()) {
                        long from = any.number();
                        any.fill(LongStream.rangeClosed(from + 1, Math.min(40, from + 7))
                                .mapToObj(HeadTest::event)
                                .toList());
                    }
                }
            }
            any.expect(40);
            any.fill(LongStream.rangeClosed(any.number() + 1, 40)
                    .mapToObj(HeadTest::event)
                    .toList());
            assertThat(told).isEqualTo(LongStream.rangeClosed(1, 40).boxed().toList());
        });
    }

    private static Event event(long number) {
        return new Event(number, new byte[0]);
    }
}
