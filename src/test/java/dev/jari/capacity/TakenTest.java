package dev.jari.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.testing.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class TakenTest {

    @Test
    void answersWhatTheCellsSay() {
        Seeds.forEach(200, random -> {
            int capacity = random.nextBoolean() ? 1 : random.nextInt(2, 12);
            int step = List.of(1, 3, 12, 288).get(random.nextInt(4));
            int[] hard = new int[Block.SLOTS];
            int[] soft = new int[Block.SLOTS];
            Block.Builder builder = new Block.Builder(step);
            long first = Block.start(7);
            for (int cell = 0; cell < Block.SLOTS; cell += step) {
                if (random.nextInt(3) == 0) {
                    int h = random.nextInt(capacity + 1);
                    int s = h < capacity ? random.nextInt(3) : 0;
                    builder.add(first + cell, h, s);
                    for (int i = cell; i < cell + step; i++) {
                        hard[i] = h;
                        soft[i] = s;
                    }
                }
            }
            Taken taken = new Taken(capacity, 7, List.of(builder.build()));
            int quantity = random.nextInt(1, capacity + 2);
            Slots free = taken.free(quantity);
            Slots bufferable = taken.bufferable();
            for (int i = 0; i < Block.SLOTS; i++) {
                boolean room = hard[i] + quantity <= capacity && (soft[i] == 0 || hard[i] + quantity < capacity);
                assertThat(free.get(first + i)).isEqualTo(room);
                assertThat(bufferable.get(first + i)).isEqualTo(hard[i] < capacity);
                assertThat(taken.left(first + i, first + i + 1) >= quantity).isEqualTo(room);
            }
        });
    }
}
