package dev.jari.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.testing.Stomp;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Signs of life, with a second for what are 25. */
class HeartBeatTests {
    private static Stomp connect(App app, String heartBeat) {
        Stomp stomp = Stomp.open(app);
        stomp.frame("CONNECT", "accept-version:1.2", "host:jari", "heart-beat:" + heartBeat);
        assertEquals("1000,1000", stomp.expect("CONNECTED").header("heart-beat"));
        return stomp;
    }

    @Test
    void bothSidesBeatAsAgreedAndWhoStopsIsClosed() throws InterruptedException {
        try (App app = App.startWith(Numbers.class, Engine.SQLITE, "jari.live.heart-beat=1s");
                Stomp lively = connect(app, "1000,1000");
                Stomp slow = connect(app, "4000,4000");
                Stomp silent = connect(app, "1000,1000");
                // It says nothing by itself, and answers pings.
                Stomp pinged = connect(app, "0,0")) {
            long start = System.nanoTime();
            for (int i = 0; i < 12; i++) {
                lively.text("\n");
                if (i == 7) {
                    slow.text("\n");
                }
                Thread.sleep(500);
            }
            assertThat(lively.beats()).isBetween(4, 7);
            assertThat(slow.beats()).isBetween(1, 2);
            assertThat(silent.beats()).isPositive();
            assertEquals(0, pinged.beats());
            for (Stomp alive : new Stomp[] {lively, slow, pinged}) {
                assertFalse(alive.isClosed());
            }
            silent.expectClosed(1001);
            assertThat(silent.closedAt() - start)
                    .isBetween(
                            Duration.ofMillis(2_500).toNanos(),
                            Duration.ofMillis(5_000).toNanos());
        }
    }
}
