package dev.jari.user;

import dev.jari.web.Ids;
import dev.jari.web.Language;
import dev.jari.web.Problem;
import dev.jari.web.Problem.FieldError;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The people. Transactions are drawn by hand here: an annotation would hold a database connection while a password waits for
 * its hash.
 */
@Service
public class Users {
    private final UserStore store;
    private final Passwords passwords;
    private final Clock clock;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    Users(
            UserStore store,
            Passwords passwords,
            Clock clock,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.events = events;
        this.passwords = passwords;
        this.clock = clock;
        writing = new TransactionTemplate(transactions);
        reading = new TransactionTemplate(transactions);
        reading.setReadOnly(true);
    }

    /** In the transaction in which a person's data is erased: whoever keeps some erases it, or throws what stands against it. */
    public record Deleted(String userId) {}

    /**
     * In the transaction in which an address is proven by who sets a new password: until then the account was whoever's had written that
     * address, so what they have linked to it goes.
     */
    public record Claimed(String userId) {}

    /** In the transaction in which a password is changed or reset. */
    public record PasswordChanged(String userId) {}

    /** 503 {@code busy} while more people wait for the check of their passwords than can: for a flood, the cheapest answer. */
    public void admit() {
        passwords.admit();
    }

    /** A new person; 422 with the fields that are not acceptable, 409 {@code email_taken}. */
    public User register(String email, String password, String name, Language language) {
        return register(email, password, name, language, Set.of(User.USER)).orElseThrow(Users::emailTaken);
    }

    /** As the others, with roles; empty if the address is taken. */
    public Optional<User> register(String email, String password, String name, Set<String> roles) {
        return register(email, password, name, Language.KO, roles);
    }

    private Optional<User> register(String email, String password, String name, Language language, Set<String> roles) {
        String address = User.normalEmail(email);
        String displayed = name.strip();
        List<FieldError> errors = new ArrayList<>();
        if (!User.isEmail(address)) {
            errors.add(new FieldError("email", "email", "This is not an e-mail address."));
        }
        if (!User.isName(displayed)) {
            errors.add(new FieldError(
                    "name", "size", "A name has 1 to %d printable characters.".formatted(User.MAX_NAME)));
        }
        if (errors.isEmpty()) {
            passwords.weakness("password", password, address, displayed).ifPresent(errors::add);
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (byEmail(address).isPresent()) {
            return Optional.empty();
        }
        String hash = passwords.hash(password);
        User user = new User(Ids.next(), address, false, displayed, roles, 0, User.Status.ACTIVE, clock.instant());
        return inWriting(() -> store.insert(user, hash, language)) ? Optional.of(user) : Optional.empty();
    }

    static Problem emailTaken() {
        return Problem.conflict("email_taken", "There is an account with this address; sign in instead.");
    }

    /** The person whose address and password these are; 401 {@code bad_credentials} whatever is wrong with them. */
    public User authenticate(String email, String password) {
        String address = User.normalEmail(email);
        Optional<UserStore.Credentials> found =
                User.isEmail(address) ? inReading(() -> store.byEmail(address)) : Optional.empty();
        Optional<String> hash = found.flatMap(credentials -> Optional.ofNullable(credentials.passwordHash()));
        // A banned person is told no more than somebody who guesses.
        if (!passwords.matches(password, hash) || !found.orElseThrow().user().isActive()) {
            throw badCredentials();
        }
        User user = found.orElseThrow().user();
        if (passwords.isOutdated(hash.orElseThrow())) {
            String renewed = passwords.hash(password);
            writing.executeWithoutResult(transaction -> store.rehash(user.id(), hash.orElseThrow(), renewed));
        }
        return user;
    }

    private static Problem badCredentials() {
        return Problem.unauthorized("bad_credentials", "The address or the password is not right.");
    }

    /**
     * Replaces the password and ends every access token made before. {@code alongside} runs in the same transaction. Answers the
     * person with the new epoch.
     */
    public User changePassword(String userId, String current, String next, Runnable alongside) {
        var credentials = inReading(() -> store.byId(userId)).orElseThrow(Users::badCredentials);
        User user = credentials.user();
        String oldHash = credentials.passwordHash();
        if (!passwords.matches(current, Optional.ofNullable(oldHash)) || oldHash == null) {
            throw badCredentials();
        }
        int minimum = credentials.secondFactor() ? Passwords.MIN_BESIDE_A_FACTOR : Passwords.MIN_LENGTH;
        passwords
                .weakness(
                        "newPassword", next, Objects.requireNonNullElse(user.email(), user.id()), user.name(), minimum)
                .ifPresent(error -> {
                    throw Problem.invalid(error);
                });
        String newHash = passwords.hash(next);
        return inWriting(() -> {
            if (!store.changePassword(userId, oldHash, newHash, Passwords.isShort(next))) {
                throw badCredentials();
            }
            store.raiseEpoch(userId, clock.millis());
            events.publishEvent(new PasswordChanged(userId));
            alongside.run();
            return store.byId(userId).orElseThrow().user();
        });
    }

    /** Ends every access token of this person made before; {@code alongside} is in the same transaction. */
    public User raiseEpoch(String userId, Runnable alongside) {
        return inWriting(() -> {
            store.raiseEpoch(userId, clock.millis());
            alongside.run();
            return store.byId(userId).orElseThrow().user();
        });
    }

    /** Whether this person signs in with a password at all. */
    public boolean hasPassword(String userId) {
        return inReading(() -> store.byId(userId))
                .filter(found -> found.passwordHash() != null)
                .isPresent();
    }

    /** Whether this is the person's password. Takes its time. */
    public boolean isPassword(String userId, String password) {
        var hash = inReading(() -> store.byId(userId)).flatMap(found -> Optional.ofNullable(found.passwordHash()));
        return passwords.matches(password, hash);
    }

    /** Whether nobody has an account yet. */
    public boolean isEmpty() {
        return inReading(store::isEmpty);
    }

    public Optional<User> byId(String id) {
        return inReading(() -> store.byId(id)).map(UserStore.Credentials::user);
    }

    public Optional<User> byEmail(String email) {
        String address = User.normalEmail(email);
        return User.isEmail(address)
                ? inReading(() -> store.byEmail(address)).map(UserStore.Credentials::user)
                : Optional.empty();
    }

    private <T> T inReading(Supplier<T> work) {
        return Objects.requireNonNull(reading.execute(transaction -> work.get()));
    }

    private <T> T inWriting(Supplier<T> work) {
        return Objects.requireNonNull(writing.execute(transaction -> work.get()));
    }
}
