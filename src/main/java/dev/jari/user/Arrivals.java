package dev.jari.user;

import dev.jari.web.Ids;
import dev.jari.web.Language;
import dev.jari.web.Problem;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** People who come without a password, because somebody else vouches for them. Each call is, or joins, one transaction. */
@Service
@Transactional
public class Arrivals {
    private final UserStore store;
    private final JdbcClient jdbc;
    private final Clock clock;

    Arrivals(UserStore store, JdbcClient jdbc, Clock clock) {
        this.store = store;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A new person with a tidied name; empty if the address is taken. An address that cannot be one is left out. */
    public Optional<User> arrive(
            String name, String otherwise, @Nullable String email, boolean verified, Language language) {
        String address = email == null ? "" : User.normalEmail(email);
        boolean reachable = User.isEmail(address);
        User user = new User(
                Ids.next(),
                reachable ? address : null,
                reachable && verified,
                tidied(name, otherwise),
                Set.of(User.USER),
                0,
                User.Status.ACTIVE,
                clock.instant());
        return store.insert(user, null, language) ? Optional.of(user) : Optional.empty();
    }

    private static String tidied(String name, String otherwise) {
        StringBuilder tidy = new StringBuilder();
        name.strip()
                .codePoints()
                .filter(c -> User.isName(Character.toString(c)))
                .limit(User.MAX_NAME)
                .forEach(tidy::appendCodePoint);
        String displayed = tidy.toString().strip();
        return User.isName(displayed) ? displayed : otherwise;
    }

    /**
     * Takes an address that was never proven from who only claimed it, for the one who has proven it: the row loses address, password
     * and every token, and nothing of it goes to anybody else. 409 if the address has been proven meanwhile.
     */
    public User displace(String userId, Runnable alongside) {
        boolean displaced = jdbc.sql("""
                        update users set email = id, password_hash = null
                        where id = ? and not email_verified
                        """).param(userId).update() == 1;
        if (!displaced) {
            throw Problem.conflict("link_required", "This address belongs to an account: sign in there and link.");
        }
        alongside.run();
        store.raiseEpoch(userId, clock.millis());
        return store.byId(userId).orElseThrow().user();
    }

    /**
     * Whether the person can sign in by address and password. The row is locked until the transaction ends, so that two ways of signing
     * in cannot be given up at the same moment, each for the sake of the other.
     */
    public boolean hasPassword(String userId) {
        return jdbc.sql("""
                        update users set status = status where id = ?
                        returning case when password_hash is not null and email <> id then 1 else 0 end
                        """).param(userId).query(Integer.class).optional().orElse(0) == 1;
    }

    /** For accounts that this installation itself makes: their address needs no mail to be proven. */
    public void vouch(String userId) {
        jdbc.sql("update users set email_verified = true where id = ? and email <> id")
                .param(userId)
                .update();
    }
}
