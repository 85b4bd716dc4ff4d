package dev.jari.provider;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.jari.web.Problem;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The providers' public keys, kept for an hour. A key id that is not among them makes us ask again, for providers rotate; but only a few
 * times a minute, for anybody can invent a key id.
 */
@Component
class KeySets {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int MISSES_A_MINUTE = 10;

    private final ProviderHttp http;
    private final Clock clock;
    private final Map<String, KeySet> sets = new ConcurrentHashMap<>();

    KeySets(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    private record KeySet(JWKSet keys, long at, long minute, int misses) {}

    /** The key of this id; without an id, the only key there is. */
    Optional<JWK> find(String address, @Nullable String kid) {
        long now = clock.millis();
        KeySet known = sets.get(address);
        if (known == null || now - known.at() > LIFE.toMillis()) {
            known = new KeySet(fetch(address), now, now / 60_000, 0);
            sets.put(address, known);
        }
        Optional<JWK> key = pick(known.keys(), kid);
        if (key.isPresent()) {
            return key;
        }
        int misses = known.minute() == now / 60_000 ? known.misses() : 0;
        if (misses >= MISSES_A_MINUTE) {
            return Optional.empty();
        }
        KeySet fresh = new KeySet(fetch(address), now, now / 60_000, misses + 1);
        sets.put(address, fresh);
        return pick(fresh.keys(), kid);
    }

    private static Optional<JWK> pick(JWKSet keys, @Nullable String kid) {
        List<JWK> all = keys.getKeys();
        if (kid == null) {
            return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
        }
        return all.stream().filter(key -> kid.equals(key.getKeyID())).findFirst();
    }

    private JWKSet fetch(String address) {
        var answer = http.get(address, Map.of());
        try {
            if (answer.isOk()) {
                return JWKSet.parse(answer.body().toString());
            }
        } catch (ParseException e) {
            throw Problem.unavailable("provider_unavailable", "The provider's keys cannot be read.", 5);
        }
        throw ProviderHttp.unavailable();
    }
}
