package dev.jari.factor;

import dev.jari.web.Secrets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** For who has lost everything else: ten codes, each good once, shown once. They are random enough for a plain hash. */
@Component
class RecoveryCodes {
    private static final int CODES = 10;
    private static final int CODE_BYTES = 15;

    private final FactorStore store;
    private final Clock clock;

    RecoveryCodes(FactorStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** New ones in the place of all there were. */
    List<String> renew(String userId) {
        List<String> codes = Stream.generate(RecoveryCodes::next).limit(CODES).toList();
        store.removeCodes(userId);
        store.insertCodes(userId, codes.stream().map(RecoveryCodes::hash).toList(), clock.millis());
        return codes;
    }

    boolean use(String userId, String code) {
        return store.useCode(userId, hash(code), clock.millis());
    }

    /** 120 bits, in six groups of four, such as {@code ABCD-EFGH-…}. */
    private static String next() {
        return Totp.base32(Secrets.bytes(CODE_BYTES)).replaceAll("(.{4})(?!$)", "$1-");
    }

    /** However somebody copied it from paper. */
    private static String hash(String code) {
        String normal = code.toUpperCase(Locale.ROOT)
                .replace('0', 'O')
                .replace('1', 'I')
                .replaceAll("[^A-Z2-7]", "");
        return Secrets.digest(normal);
    }
}
