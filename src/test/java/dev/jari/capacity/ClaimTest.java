package dev.jari.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jari.capacity.Claim.Buffers;
import org.junit.jupiter.api.Test;

class ClaimTest {

    @Test
    void takesTheCellsItTouches() {
        Claim claim = Claim.of("staff", "r", 1, 12, 13, 25, new Buffers(0, 0, false));
        assertThat(claim.first()).isEqualTo(12);
        assertThat(claim.last()).isEqualTo(36);
        assertThat(claim.cellList()).containsExactly(12L, 24L);
        assertThat(claim.cells()).isEqualTo(2);
    }

    @Test
    void exclusiveBuffersAreTakenLikeTheServiceItself() {
        Claim claim = Claim.of("staff", "r", 1, 1, 10, 20, new Buffers(2, 3, false));
        assertThat(claim).isEqualTo(new Claim("staff", "r", 1, 1, 8, 8, 23, 23));
    }

    @Test
    void sharedBuffersLeaveTheServiceHard() {
        Claim claim = Claim.of("staff", "r", 1, 1, 10, 20, new Buffers(2, 3, true));
        assertThat(claim).isEqualTo(new Claim("staff", "r", 1, 1, 8, 10, 20, 23));
    }
}
