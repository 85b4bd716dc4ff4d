package dev.jari.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jari.redis.Redis;
import dev.jari.redis.RedisDown;
import dev.jari.session.Interleaving.Call;
import dev.jari.testing.Api;
import dev.jari.testing.App;
import dev.jari.testing.Engine;
import dev.jari.token.AccessTokens;
import dev.jari.token.RefreshTokens;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Ids;
import dev.jari.web.Language;
import dev.jari.web.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Refresh, revoke, list, revoke-all and a Redis that loses everything, step by step in any order: nobody who was ended comes back. */
class InterleavingTests {
    private static final int SCHEDULES = Integer.getInteger("jari.test.schedules", 20_000);
    private static final int SCHEDULES_PER_PERSON = 500;
    private static final int CALLS = 3;
    private static final List<Way> ALL = List.of(Way.values());

    private enum Way {
        REFRESH,
        REFRESH_PREVIOUS,
        REUSE,
        REVOKE,
        REVOKE_ALL,
        LIST,
        LOSE;

        boolean ends() {
            return this == REUSE || this == REVOKE || this == REVOKE_ALL;
        }
    }

    @Test
    void nobodyWhoWasEndedComesBack() throws Throwable {
        long seed = Long.getLong("jari.test.seed", System.nanoTime());
        System.out.println("InterleavingTests: -Djari.test.seed=" + seed + ", " + SCHEDULES + " schedules");
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        try (App app = App.startWith(Interleaving.Stops.class, Engine.SQLITE, "jari.sqlite.synchronous=NORMAL")) {
            Parts parts = new Parts(app);
            User person = parts.person();
            int undecided = 0;
            for (int i = 0; i < SCHEDULES; i++) {
                if (i % SCHEDULES_PER_PERSON == 0) {
                    person = parts.person();
                }
                String name = "seed " + seed + ", schedule " + i;
                try {
                    new Schedule(parts, person, random, name).run();
                } catch (Late e) {
                    undecided++;
                }
            }
            assertTrue(undecided <= SCHEDULES / 100, undecided + " schedules met a Redis that was late");
        }
    }

    /** On a busy machine Redis may take longer than the product waits: then nobody knows what should have come out. */
    private static final class Late extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Parts(
            Sessions sessions,
            SignOuts signOuts,
            SessionStore store,
            LiveSessions live,
            SessionCheck check,
            AccessTokens accessTokens,
            RefreshTokens texts,
            Users users,
            Redis redis) {
        Parts(App app) {
            this(
                    app.bean(Sessions.class),
                    app.bean(SignOuts.class),
                    app.bean(SessionStore.class),
                    app.bean(LiveSessions.class),
                    app.bean(SessionCheck.class),
                    app.bean(AccessTokens.class),
                    app.bean(RefreshTokens.class),
                    app.bean(Users.class),
                    app.bean(Redis.class));
        }

        User person() {
            return users.register("i-" + UUID.randomUUID() + "@example.com", Api.PASSWORD, "Inter", Language.KO);
        }
    }

    /** A session whose current token is number 2, and three calls. */
    private static final class Schedule {
        private final Parts parts;
        private final User person;
        private final RandomGenerator random;
        private final String name;
        private final Session session;
        private final Interleaving interleaving = new Interleaving();
        private final List<Sessions.Tokens> granted = new ArrayList<>();
        private final List<String> refused = new ArrayList<>();

        Schedule(Parts parts, User person, RandomGenerator random, String name) {
            this.parts = parts;
            this.person = person;
            this.random = random;
            this.name = name;
            Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
            var device = new Session.Device("curl", "127.0.0.1");
            session = new Session(Ids.next(), person.id(), device, now, now, now.plusSeconds(600), 2, false);
            parts.store.insert(session);
            try {
                parts.live.seedRefresh(session, 0);
                parts.live.refresh(session.id(), 0);
                parts.live.refresh(session.id(), 1);
            } catch (RedisDown e) {
                throw new Late();
            }
        }

        void run() throws Throwable {
            List<Way> ways = Stream.generate(() -> ALL.get(random.nextInt(ALL.size())))
                    .limit(CALLS)
                    .toList();
            List<Call> calls = new ArrayList<>();
            for (Way way : ways) {
                calls.add(interleaving.call(way + "#" + calls.size(), work(way)));
            }
            interleaving.run(random);

            // The token before the current one is a reuse as soon as there is a newer one.
            boolean reused = ways.contains(Way.REFRESH_PREVIOUS)
                    && parts.sessions.byId(session.id()).orElseThrow().revoked();
            if (reused || ways.stream().anyMatch(Way::ends)) {
                isOver();
            } else {
                goesOn();
                parts.signOuts.end(person.id(), session.id());
            }
        }

        private Runnable work(Way way) {
            return switch (way) {
                case REFRESH -> () -> refresh(2);
                case REFRESH_PREVIOUS -> () -> refresh(1);
                case REUSE -> () -> refresh(0);
                case REVOKE -> () -> parts.signOuts.end(person.id(), session.id());
                case REVOKE_ALL -> () -> parts.signOuts.endAll(person.id());
                case LIST -> () -> parts.sessions.of(person.id());
                case LOSE -> this::lose;
            };
        }

        private void refresh(long counter) {
            try {
                granted.add(parts.sessions.refresh(parts.texts.text(session.id(), counter)));
            } catch (Problem problem) {
                if (problem.status().value() == 503) {
                    throw new Late();
                }
                assertEquals(401, problem.status().value(), this::toString);
                refused.add(problem.code());
            }
        }

        /** All but the blacklist's mark may be lost by a failover; an emptied Redis loses that too. */
        private void lose() {
            try {
                parts.redis.await(parts.redis.send(r -> r.del(
                        Redis.bytes("refresh:{" + session.id() + "}"), Redis.bytes("session:{" + person.id() + "}"))));
            } catch (RedisDown e) {
                throw new Late();
            }
        }

        private void isOver() {
            int before = granted.size();
            for (long counter = 0; counter <= 5; counter++) {
                refresh(counter);
            }
            assertEquals(before, granted.size(), this::toString);
            assertTrue(parts.sessions.byId(session.id()).orElseThrow().revoked(), this::toString);
            assertFalse(
                    parts.sessions.of(person.id()).stream()
                            .anyMatch(listed -> listed.id().equals(session.id())),
                    this::toString);
            for (Sessions.Tokens tokens : granted) {
                boolean passes = parts.accessTokens
                        .verify(tokens.access())
                        .map(token -> parts.check.begin(token).getAsBoolean())
                        .orElse(false);
                assertFalse(passes, this::toString);
            }
        }

        private void goesOn() {
            assertEquals(List.of(), refused, this::toString);
            long newest = granted.stream()
                    .mapToLong(tokens ->
                            parts.texts.read(tokens.refresh()).orElseThrow().counter())
                    .max()
                    .orElse(2);
            refresh(newest);
            assertEquals(List.of(), refused, this::toString);
        }

        @Override
        public String toString() {
            return name + ": " + interleaving + "; granted " + granted.size() + ", refused " + refused;
        }
    }
}
