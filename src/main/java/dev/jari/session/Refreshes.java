package dev.jari.session;

import dev.jari.audit.AccountLog;
import dev.jari.redis.RedisDown;
import dev.jari.session.LiveSessions.Outcome;
import dev.jari.session.LiveSessions.Refresh;
import dev.jari.session.SessionStore.Standing;
import dev.jari.token.RefreshTokens;
import dev.jari.token.RefreshTokens.Presented;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What becomes of a presented refresh token: its MAC decides first, then SQL about the session, then Redis about the counter. */
@Component
class Refreshes {
    private final RefreshTokens texts;
    private final SessionStore store;
    private final LiveSessions live;
    private final LastSeen lastSeen;
    private final Clock clock;
    private final AccountLog log;
    private final Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);

    Refreshes(
            RefreshTokens texts,
            SessionStore store,
            LiveSessions live,
            LastSeen lastSeen,
            Clock clock,
            AccountLog log,
            MeterRegistry meters) {
        this.texts = texts;
        this.store = store;
        this.live = live;
        this.lastSeen = lastSeen;
        this.clock = clock;
        this.log = log;
        for (Outcome outcome : Outcome.values()) {
            counters.put(outcome, meters.counter("jari.refresh", "outcome", outcome.name()));
        }
    }

    record Result(Standing standing, Refresh refresh) {}

    /** Empty if no living session goes with this text. */
    Optional<Result> present(String text) {
        Optional<Presented> presented = texts.read(text);
        Optional<Standing> standing = presented
                .flatMap(token -> store.standing(token.sessionId()))
                .filter(found -> found.allows(clock.instant()));
        if (standing.isEmpty()) {
            count(Outcome.GONE);
            log.note("refresh_denied", null, Map.of());
            return Optional.empty();
        }
        Refresh refresh = decide(presented.orElseThrow().counter(), standing.get());
        count(refresh.outcome());
        log.note(
                "refresh_" + refresh.outcome().name().toLowerCase(Locale.ROOT),
                standing.get().session().userId(),
                Map.of("session", standing.get().session().id()));
        note(standing.get().session(), refresh);
        return Optional.of(new Result(standing.get(), refresh));
    }

    private Refresh decide(long counter, Standing standing) {
        Session session = standing.session();
        Refresh refresh = live.refresh(session.id(), counter);
        boolean lost = refresh.outcome() == Outcome.GONE
                || (refresh.outcome() == Outcome.FORGED && counter <= session.refreshCounter());
        if (!lost) {
            return refresh;
        }
        // Redis lost data, for SQL says that the session lives. It gets it back from SQL, then decides by the same
        // rules.
        long known = Math.max(counter, session.refreshCounter());
        live.seedRefresh(session, known);
        Refresh again = live.refresh(session.id(), counter);
        if (again.outcome() == Outcome.GONE) {
            throw new RedisDown("it lost its data again");
        }
        return again;
    }

    /** The successor of whatever token is current; one that was stolen before is a reuse from then on. */
    Refresh renew(Standing standing) {
        Session session = standing.session();
        Refresh refresh = live.renew(session.id());
        if (refresh.outcome() == Outcome.GONE) {
            live.seedRefresh(session, session.refreshCounter());
            refresh = live.renew(session.id());
        }
        note(session, refresh);
        return refresh;
    }

    private void note(Session session, Refresh refresh) {
        if (refresh.outcome() == Outcome.ROTATED) {
            lastSeen.noteRefresh(session.id(), refresh.counter(), refresh.livesMillis());
        }
    }

    private void count(Outcome outcome) {
        Objects.requireNonNull(counters.get(outcome)).increment();
    }
}
