package dev.jari.user;

import dev.jari.web.Problem;
import dev.jari.web.Problem.FieldError;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What becomes of an account. What ends its sessions raises the epoch and takes {@code alongside}, which runs in the same transaction:
 * see {@code SignOuts.endWith}.
 */
@Service
@Transactional(readOnly = true)
public class Accounts {
    private static final List<String> ROLES = List.of(User.ADMIN, User.USER);

    private final AccountStore store;
    private final UserStore users;
    private final Passwords passwords;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Accounts(AccountStore store, UserStore users, Passwords passwords, ApplicationEventPublisher events, Clock clock) {
        this.store = store;
        this.users = users;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    /** The ids of the operators who may act. */
    public List<String> operators() {
        return users.special().stream()
                .filter(user -> user.isActive() && user.roles().contains(User.ADMIN))
                .map(User::id)
                .toList();
    }

    /** Whether this is the person's password; they may have none. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isPassword(String password, Optional<String> hash) {
        return passwords.matches(password, hash);
    }

    /** For {@link #isPassword}, which takes its time and holds no transaction. */
    public Optional<String> passwordHash(String userId) {
        return users.byId(userId).flatMap(found -> Optional.ofNullable(found.passwordHash()));
    }

    /** A password that was found good enough; {@code isShort}: beside a second factor only. */
    public record NewPassword(String hash, boolean isShort) {}

    /** How long this person's password must be. */
    public int shortest(String userId) {
        return users.byId(userId).filter(UserStore.Credentials::secondFactor).isPresent()
                ? Passwords.MIN_BESIDE_A_FACTOR
                : Passwords.MIN_LENGTH;
    }

    /** The hash of a new password; 422 if it is not good enough for this person. Takes its time. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public NewPassword hash(String field, String password, User user, int shortest) {
        String address = Objects.requireNonNullElse(user.email(), user.id());
        passwords.weakness(field, password, address, user.name(), shortest).ifPresent(error -> {
            throw Problem.invalid(error);
        });
        return new NewPassword(passwords.hash(password), Passwords.isShort(password));
    }

    /** An address somebody could change to, in its normal form; 422 if it is none, 409 {@code email_taken}. */
    public String free(String email) {
        String normal = User.normalEmail(email);
        if (!User.isEmail(normal)) {
            throw Problem.invalid(new FieldError("email", "email", "This is not an e-mail address."));
        }
        if (users.byEmail(normal).isPresent()) {
            throw Users.emailTaken();
        }
        return normal;
    }

    /** False if it is no longer this person's address. */
    @Transactional
    public boolean verify(String userId, String email) {
        return store.verify(userId, email);
    }

    /** To an address that was just proven to be theirs; 409 {@code email_taken} if it became another's meanwhile. */
    @Transactional
    public void changeEmail(String userId, String email) {
        if (!store.changeEmail(userId, email)) {
            throw Users.emailTaken();
        }
    }

    /** 404 unless the person is there, and still has what a short password needs beside it. */
    @Transactional
    public User resetPassword(String userId, NewPassword password, Runnable alongside) {
        boolean proven =
                users.byId(userId).filter(found -> found.user().emailVerified()).isPresent();
        require(store.resetPassword(userId, password.hash(), password.isShort()));
        if (!proven) {
            events.publishEvent(new Users.Claimed(userId));
        }
        events.publishEvent(new Users.PasswordChanged(userId));
        return raised(userId, alongside);
    }

    /** Nobody gets in by the old password any more; 404 unless the person is there. */
    @Transactional
    public User forgetPassword(String userId, Runnable alongside) {
        require(store.forgetPassword(userId));
        return raised(userId, alongside);
    }

    /** 404 unless the person is there and not banned yet. */
    @Transactional
    public User ban(String userId, Runnable alongside) {
        require(store.changeStatus(userId, User.Status.ACTIVE, User.Status.BANNED));
        return raised(userId, alongside);
    }

    @Transactional
    public void unban(String userId) {
        require(store.changeStatus(userId, User.Status.BANNED, User.Status.ACTIVE));
    }

    @Transactional
    public User changeRoles(String userId, Set<String> roles, Runnable alongside) {
        if (!roles.contains(User.USER) || !ROLES.containsAll(roles)) {
            throw Problem.invalid(new FieldError("roles", "not_allowed", "Write [\"USER\"] or [\"ADMIN\", \"USER\"]."));
        }
        require(store.changeRoles(userId, new TreeSet<>(roles)));
        return raised(userId, alongside);
    }

    /** Erases whose account it was. Its address is free at once. */
    @Transactional
    public User delete(String userId, Runnable alongside) {
        events.publishEvent(new Users.Deleted(userId));
        require(store.erase(userId));
        return raised(userId, alongside);
    }

    private User raised(String userId, Runnable alongside) {
        users.raiseEpoch(userId, clock.millis());
        alongside.run();
        return users.byId(userId).orElseThrow().user();
    }

    private static void require(boolean done) {
        if (!done) {
            throw Problem.notFound("person to whom this can be done");
        }
    }
}
