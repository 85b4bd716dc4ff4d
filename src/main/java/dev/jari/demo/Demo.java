package dev.jari.demo;

import dev.jari.notification.Notifications;
import dev.jari.user.Arrivals;
import dev.jari.user.User;
import dev.jari.user.Users;
import dev.jari.web.Caller;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Makes the demo's accounts, shops and bookings where {@code jari.demo} is set and nobody has an account yet. The passwords
 * are printed once and kept nowhere; not even the log has them.
 */
@Component
@ConditionalOnBooleanProperty("jari.demo")
@Order(Ordered.HIGHEST_PRECEDENCE)
class Demo implements ApplicationRunner, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Demo.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final Users users;
    private final Arrivals arrivals;
    private final DemoShops shops;
    private final DemoBookings bookings;
    private final Notifications notifications;
    private final SecureRandom random = new SecureRandom();
    private volatile @Nullable Thread filling;
    private volatile boolean stopping;

    Demo(Users users, Arrivals arrivals, DemoShops shops, DemoBookings bookings, Notifications notifications) {
        this.users = users;
        this.arrivals = arrivals;
        this.shops = shops;
        this.bookings = bookings;
        this.notifications = notifications;
    }

    private record Account(String what, User user, String password) {
        Caller caller() {
            return new Caller(user.id(), "demo", user.roles());
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!users.isEmpty()) {
            return;
        }
        // Of two instances that start at once, the one whose owner gets the address goes on.
        Optional<Account> owner = account("owner", "owner@jari.example", "하루 사장", Set.of(User.USER));
        if (owner.isEmpty()) {
            return;
        }
        List<Account> others = Stream.of(
                        account("customer", "minji@jari.example", "민지", Set.of(User.USER)),
                        account("customer", "junho@jari.example", "준호", Set.of(User.USER)),
                        account("operator", "operator@jari.example", "운영자", Set.of(User.USER, User.ADMIN)))
                .flatMap(Optional::stream)
                .toList();
        Caller caller = owner.get().caller();
        List<DemoShops.Opened> opened = shops.open(caller);
        print(opened.size(), Stream.concat(owner.stream(), others.stream()));
        List<Caller> customers = others.stream()
                .filter(account -> account.what().equals("customer"))
                .map(Account::caller)
                .toList();
        filling = Thread.ofPlatform().name("demo").start(() -> fill(opened, caller, customers));
    }

    /** Beside the first visitors: nobody waits for two thousand bookings to look around. */
    private void fill(List<DemoShops.Opened> opened, Caller owner, List<Caller> customers) {
        int booked = 0;
        for (int number = 0; number < opened.size() && !stopping; number++) {
            // Of what came before everybody has read already: nobody's first look is at dozens of news.
            Stream.concat(Stream.of(owner), customers.stream())
                    .forEach(person -> notifications.readAll(person.userId(), Optional.empty()));
            booked += bookings.fill(opened.get(number), number, owner, customers);
        }
        log.info("The demo's shops have {} bookings", booked);
    }

    /** Lets the shop at hand be finished, before its database goes. */
    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        await(PATIENCE);
    }

    void await(Duration patience) throws InterruptedException {
        Thread running = filling;
        if (running != null) {
            running.join(patience);
        }
    }

    private Optional<Account> account(String what, String email, String name, Set<String> roles) {
        String password = password();
        return users.register(email, password, name, roles).map(user -> {
            arrivals.vouch(user.id());
            return new Account(what, user, password);
        });
    }

    /** Four groups of four, 79 bits. */
    private String password() {
        return random.ints(16, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining())
                .replaceAll("(.{4})(?!$)", "$1-");
    }

    private static void print(int shops, Stream<Account> accounts) {
        StringBuilder text = new StringBuilder(
                "%n  %d demo shops are open. These passwords are shown only now:%n%n".formatted(shops));
        accounts.forEach(account -> text.append(
                "    %-9s %-24s %s%n".formatted(account.what(), account.user().email(), account.password())));
        System.out.println(text);
    }
}
