package dev.jari.live;

import dev.jari.bus.Bus;
import dev.jari.web.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The sockets and event streams of this instance, and who of them listens to what. */
@Component
public class Hub {
    private static final String BUS = "live";

    private final Bus bus;
    private final ObjectProvider<Topic> topics;
    private final ObjectProvider<Inbox> inboxes;
    private final Leases leases;
    private final LiveMeters meters;
    private final String self = Ids.next();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Connection>> people = new ConcurrentHashMap<>();
    /** By family, then by key. */
    private final Map<String, Map<String, Set<Subscription>>> listening = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Hub(Bus bus, ObjectProvider<Topic> topics, ObjectProvider<Inbox> inboxes, Leases leases, LiveMeters meters) {
        this.bus = bus;
        this.topics = topics;
        this.inboxes = inboxes;
        this.leases = leases;
        this.meters = meters;
        bus.subscribe(BUS, this::heard);
    }

    /** To everybody on this instance who listens to {@code /topic/<family>.<key>}, in the order of the calls. */
    public void publish(String family, String key, Event event) {
        Set<Subscription> subscriptions = keyed(family).get(key);
        if (subscriptions != null) {
            Parcel parcel = new Parcel(Destination.topic(family, key), event);
            subscriptions.forEach(subscription -> subscription.hear(parcel));
        }
    }

    /** The keys of a family to which somebody on this instance listens; a copy. */
    public Set<String> keys(String family) {
        return Set.copyOf(keyed(family).keySet());
    }

    public boolean isHeard(String family, String key) {
        return keyed(family).containsKey(key);
    }

    /** To {@code /user/queue/<queue>} of each socket of a person, on every instance; lost where nobody listens. */
    public void tell(String userId, String queue, byte[] json) {
        tellHere(userId, queue, json);
        bus.publish(BUS, String.join(" ", self, "tell", userId, queue, new String(json, StandardCharsets.UTF_8)));
    }

    /** The same on this instance alone: what each instance finds out by itself. */
    public void tellHere(String userId, String queue, byte[] json) {
        of(userId).forEach(connection -> connection.hear(Destination.queue(queue), json));
    }

    /** Those of them who have a live connection anywhere; without Redis nobody seems to. */
    public Set<String> online(Collection<String> userIds) {
        return leases.holders(userIds);
    }

    /** False only if the person surely has no live connection anywhere: there is nobody to {@link #tell}. */
    public boolean mayBeOnline(String userId) {
        return !of(userId).isEmpty() || leases.mayHold(userId);
    }

    /** Ends a person's subscriptions of this topic on every instance. */
    public void expel(String userId, String family, String key) {
        end(userId, Destination.topic(family, key));
        bus.publish(BUS, String.join(" ", self, "expel", userId, family, key));
    }

    private void end(String userId, Destination topic) {
        for (Connection connection : of(userId)) {
            for (Subscription subscription : connection.to(topic)) {
                connection.remove(subscription.id());
                connection.outbox().drop(subscription.head());
            }
        }
    }

    private void heard(String message) {
        String[] words = message.split(" ", 5);
        if (words[0].equals(self)) {
            return;
        }
        if (words[1].equals("tell")) {
            tellHere(words[2], words[3], words[4].getBytes(StandardCharsets.UTF_8));
        } else {
            end(words[2], Destination.topic(words[3], words[4]));
        }
    }

    public Topic topic(String family) {
        return topics.stream()
                .filter(topic -> topic.family().equals(family))
                .findFirst()
                .orElseThrow(Destination::refused);
    }

    public Inbox inbox(String family) {
        return inboxes.stream()
                .filter(inbox -> inbox.family().equals(family))
                .findFirst()
                .orElseThrow(Destination::refused);
    }

    public LiveMeters meters() {
        return meters;
    }

    public Collection<Connection> connections() {
        return connections;
    }

    /** A person's connections on this instance. */
    public Collection<Connection> of(String userId) {
        return Optional.<Collection<Connection>>ofNullable(people.get(userId)).orElse(List.of());
    }

    public void join(Connection connection) {
        connections.add(connection);
    }

    /** Once it is known who this is; throws the 429 for one too many. */
    public void joinAs(String userId, Connection connection) {
        leases.take(userId, connection, of(userId).size());
        people.compute(userId, (id, theirs) -> {
            Set<Connection> all = theirs == null ? ConcurrentHashMap.newKeySet(2) : theirs;
            all.add(connection);
            return all;
        });
    }

    public void leave(Connection connection) {
        connections.remove(connection);
        connection.someone().ifPresent(caller -> leaveAs(caller.userId(), connection));
    }

    private void leaveAs(String userId, Connection connection) {
        people.computeIfPresent(userId, (id, theirs) -> {
            theirs.remove(connection);
            return theirs.isEmpty() ? null : theirs;
        });
        leases.release(userId, connection);
    }

    void register(Subscription subscription) {
        meters.subscriptions().incrementAndGet();
        Destination destination = subscription.destination();
        if (destination.kind() == Destination.Kind.TOPIC) {
            keyed(destination.family()).compute(destination.key(), (key, listeners) -> {
                Set<Subscription> all = listeners == null ? ConcurrentHashMap.newKeySet(2) : listeners;
                all.add(subscription);
                return all;
            });
        }
    }

    void unregister(Subscription subscription) {
        meters.subscriptions().decrementAndGet();
        Destination destination = subscription.destination();
        if (destination.kind() == Destination.Kind.TOPIC) {
            keyed(destination.family()).computeIfPresent(destination.key(), (key, listeners) -> {
                listeners.remove(subscription);
                return listeners.isEmpty() ? null : listeners;
            });
        }
    }

    private Map<String, Set<Subscription>> keyed(String family) {
        return listening.computeIfAbsent(family, name -> new ConcurrentHashMap<>());
    }

    public void run(Runnable work) {
        threads.execute(work);
    }
}
