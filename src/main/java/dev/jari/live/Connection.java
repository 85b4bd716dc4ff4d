package dev.jari.live;

import dev.jari.token.AccessToken;
import dev.jari.web.Caller;
import dev.jari.web.Ids;
import dev.jari.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** One client's live connection, whatever carries it. */
public abstract class Connection implements Sender {
    /** How a transport writes an event: what differs from one subscription to the next, then what is the same for all who hear it. */
    public interface Encoding {
        byte[] head(String subscriptionId);

        byte[] body(Destination destination, Event event);
    }

    private final String id = Ids.next();
    private final Hub hub;
    private final Outbox outbox = new Outbox();
    private final AtomicBoolean left = new AtomicBoolean();
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>(4);
    private volatile @Nullable AccessToken token;

    protected Connection(Hub hub) {
        this.hub = hub;
    }

    protected abstract Encoding encoding();

    /** Starts sending what waits; returns at once. */
    protected abstract void pump();

    /** Says why, and hangs up. */
    protected abstract void hangUp(Closing closing);

    /** What is due once a second. */
    public abstract void tick(long nowNanos);

    protected String id() {
        return id;
    }

    public Outbox outbox() {
        return outbox;
    }

    protected LiveMeters meters() {
        return hub.meters();
    }

    public Optional<AccessToken> token() {
        return Optional.ofNullable(token);
    }

    public void signIn(AccessToken proven) {
        token = proven;
    }

    public Optional<Caller> someone() {
        return token().map(AccessToken::caller);
    }

    @Override
    public Caller caller() {
        return someone().orElseThrow(() -> Problem.unauthorized("unauthenticated", "Sign in first."));
    }

    @Override
    public void reply(String queue, byte[] json) {
        hear(Destination.queue(queue), json);
    }

    /** False if nothing of this connection listens there. */
    public boolean hear(Destination destination, byte[] json) {
        List<Subscription> heard = to(destination);
        heard.forEach(subscription -> subscription.hear(new Parcel(destination, new Event(0, json))));
        return !heard.isEmpty();
    }

    List<Subscription> to(Destination destination) {
        synchronized (subscriptions) {
            List<Subscription> found = new ArrayList<>(1);
            subscriptions.values().forEach(each -> {
                if (each.destination().equals(destination)) {
                    found.add(each);
                }
            });
            return found;
        }
    }

    public void add(Subscription subscription, int most) {
        remove(subscription.id());
        synchronized (subscriptions) {
            if (subscriptions.size() >= most) {
                throw Problem.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too_many_subscriptions",
                        "A socket may have " + most + " subscriptions.");
            }
            if (!left.get()) {
                subscriptions.put(subscription.id(), subscription);
                hub.register(subscription);
            }
        }
    }

    public void remove(String subscriptionId) {
        synchronized (subscriptions) {
            Subscription removed = subscriptions.remove(subscriptionId);
            if (removed != null) {
                removed.end();
                hub.unregister(removed);
            }
        }
    }

    void send(Subscription subscription, Parcel parcel) {
        meters().deliveries().increment();
        send(new Outbox.Piece(subscription.head(), parcel.as(encoding())));
    }

    protected void send(Outbox.Piece piece) {
        if (outbox.add(piece)) {
            pump();
        } else {
            close(Closing.SLOW);
        }
    }

    boolean awaitRoom() {
        return outbox.awaitRoom();
    }

    public void run(Runnable work) {
        hub.run(work);
    }

    /** Ends everything here first, so that nothing follows whatever becomes of the wire. */
    public void close(Closing closing) {
        if (!left.compareAndSet(false, true)) {
            return;
        }
        meters().closed(closing);
        hub.leave(this);
        List<String> ids;
        synchronized (subscriptions) {
            ids = List.copyOf(subscriptions.keySet());
        }
        ids.forEach(this::remove);
        hangUp(closing);
        outbox.close();
    }

    public boolean isClosed() {
        return left.get();
    }
}
