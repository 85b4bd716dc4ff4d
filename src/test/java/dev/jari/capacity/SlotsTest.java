package dev.jari.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Seeds;
import org.junit.jupiter.api.Test;

class SlotsTest {

    @Test
    void runsAreWhereEverySlotIsSet() {
        Seeds.forEach(300, random -> {
            Slots slots = Slots.empty(random.nextLong(-1000, 1000) * 64, random.nextInt(1, 12));
            for (int i = random.nextInt(20); i > 0; i--) {
                long from = slots.origin() + random.nextInt(-50, 800);
                slots.set(from, from + random.nextInt(200));
            }
            int length = random.nextInt(1, 200);
            Slots runs = slots.runs(length);
            for (long slot = slots.origin() - 5; slot < slots.origin() + slots.words().length * 64L + 5; slot++) {
                boolean all = true;
                for (long each = slot; each < slot + length; each++) {
                    all &= slots.get(each);
                }
                // A run that leaves the known slots is not known to be one.
                assertThat(runs.get(slot)).isEqualTo(all && slot >= slots.origin());
            }
        });
    }

    @Test
    void looksAheadAndBack() {
        Seeds.forEach(200, random -> {
            Slots slots = Slots.empty(640, 5);
            slots.set(640 + random.nextInt(320), 640 + random.nextInt(320));
            int by = random.nextInt(-400, 400);
            Slots moved = slots.ahead(by);
            for (long slot = 640; slot < 960; slot++) {
                assertThat(moved.get(slot)).isEqualTo(slots.get(slot + by));
            }
        });
    }

    @Test
    void roundsTimesToSlots() {
        assertThat(Slots.at(299_999)).isEqualTo(0);
        assertThat(Slots.at(-1)).isEqualTo(-1);
        assertThat(Slots.ceil(300_001)).isEqualTo(2);
        assertThat(Slots.ceil(300_000)).isEqualTo(1);
    }
}
