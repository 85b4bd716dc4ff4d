package dev.jari.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.SimpleTransactionStatus;

class PerformanceLogTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("jari.performance");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    /** By this test: applications of other tests go on in this JVM and write here too, on threads of their own. */
    private List<String> written() {
        return List.copyOf(lines.list).stream()
                .filter(line ->
                        line.getThreadName().equals(Thread.currentThread().getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void aSlowTransactionIsNamedAndAQuickOneIsNot() throws InterruptedException {
        var slow = new SlowTransactions();
        var quick = new SimpleTransactionStatus();
        slow.afterBegin(quick, null);
        slow.afterCommit(quick, null);
        assertThat(written()).isEmpty();
        var late = new SimpleTransactionStatus();
        slow.afterBegin(late, null);
        Thread.sleep(Duration.ofMillis(210));
        slow.afterRollback(late, null);
        assertThat(written()).singleElement().asString().containsPattern("rolled back after \\d{3,} ms");
    }

    @Test
    void figuresAreThoseOfTheLastMinute() {
        var meters = new SimpleMeterRegistry();
        var figures = new Figures(meters);
        meters.timer("http.server.requests").record(Duration.ofMillis(10));
        figures.write();
        figures.write();
        assertThat(written()).containsExactly("1 requests in the last minute", "0 requests in the last minute");
    }

    @Test
    void whatLooksLikeATokenOrAnAddressIsBlottedOut() {
        assertThat(Masking.mask("who: a.b+c@mail.example.com, eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln"))
                .isEqualTo("who: (address), (token)");
        assertThat(Masking.mask("token AZqZmZqZe0uYk1234567890abcdefghijklmnopqrstuvwx"))
                .isEqualTo("token (token)");
        String plain =
                "dev.jari.session.Sessions.aMethodWithANameThatIsLongerThanFortyCharactersAsSomeAre 019ab3c4-5d6e-7f80-9123-456789abcdef";
        assertThat(Masking.mask(plain)).isEqualTo(plain);
    }
}
