package dev.jari.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.jari.admission.SignIn;
import dev.jari.live.Closing;
import dev.jari.live.Destination;
import dev.jari.live.Hub;
import dev.jari.live.Inbox;
import dev.jari.live.LiveSettings;
import dev.jari.live.Subscription;
import dev.jari.live.Topic;
import dev.jari.web.Problem;
import dev.jari.wire.StompFrame.Malformed;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each frame of a client does. A refusal is told and the socket stays open; what is not STOMP 1.2 closes it. */
@Component
class Stomp {
    private static final Logger log = LoggerFactory.getLogger(Stomp.class);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final int MAX_ID = 100;
    /** Refusals in a row after which a client is taken for one that does not listen. */
    private static final int STRIKES = 20;

    private final Hub hub;
    private final SignIn signIn;
    private final LiveSettings settings;
    final Messages messages = new Messages();
    private final JsonMapper json = JsonMapper.shared();

    Stomp(Hub hub, SignIn signIn, LiveSettings settings) {
        this.hub = hub;
        this.signIn = signIn;
        this.settings = settings;
    }

    void receive(Socket socket, StompFrame frame) {
        if (!socket.isConnected()) {
            connect(socket, frame);
            return;
        }
        try {
            obey(socket, frame);
            socket.strikes(0);
        } catch (Problem problem) {
            refuse(socket, frame, problem);
        } catch (Malformed malformed) {
            throw malformed;
        } catch (RuntimeException e) {
            log.warn("A frame failed", e);
            refuse(socket, frame, Problem.unavailable("unavailable", "Try again shortly.", 1));
        }
    }

    private void connect(Socket socket, StompFrame frame) {
        if (!frame.command().equals("CONNECT") && !frame.command().equals("STOMP")) {
            throw new Malformed(Closing.VIOLATION, "CONNECT first");
        }
        if (!(',' + frame.header("accept-version").orElse("") + ',').contains(",1.2,")) {
            socket.error("version", "", Map.of("detail", "This server speaks STOMP 1.2."), Optional.empty());
            throw new Malformed(Closing.VIOLATION, "STOMP 1.2 only");
        }
        try {
            signIn.arrive(
                    socket, socket.cookie(), frame.header("Authorization").or(() -> frame.header("authorization")));
        } catch (Problem problem) {
            socket.error(problem.code(), "", problem.body(), Optional.empty());
            socket.close(problem.status() == HttpStatus.UNAUTHORIZED ? Closing.EXPIRED : Closing.TOO_FAST);
            return;
        }
        socket.connected(frame.header("heart-beat").orElse("0,0"));
    }

    private void obey(Socket socket, StompFrame frame) {
        switch (frame.command()) {
            case "SUBSCRIBE" -> subscribe(socket, frame);
            case "UNSUBSCRIBE" -> socket.remove(frame.required("id"));
            case "SEND" -> send(socket, frame);
            case "DISCONNECT" -> {
                socket.receipt(frame);
                socket.close(Closing.LEFT);
                return;
            }
            case "ACK", "NACK", "BEGIN", "COMMIT", "ABORT" ->
                throw Problem.badRequest(
                        "not_supported", "There are no transactions, and nothing is to be acknowledged.");
            default -> throw new Malformed(Closing.VIOLATION, "There is no such command");
        }
        if (!frame.command().equals("SUBSCRIBE")) {
            socket.receipt(frame);
        }
    }

    private void subscribe(Socket socket, StompFrame frame) {
        String id = frame.required("id");
        if (id.length() > MAX_ID) {
            throw new Malformed(Closing.VIOLATION, "An id has at most " + MAX_ID + " characters");
        }
        Destination destination = Destination.of(frame.required("destination"));
        Optional<Topic> topic = Optional.empty();
        switch (destination.kind()) {
            case TOPIC -> {
                Topic found = hub.topic(destination.family());
                found.admit(socket.someone(), destination.key());
                topic = Optional.of(found);
            }
            case QUEUE -> socket.caller();
            case APP -> throw Destination.refused();
        }
        if (!frame.header("ack").orElse("auto").equals("auto")) {
            throw Problem.badRequest("not_supported", "Subscribe with ack:auto.");
        }
        OptionalLong since = frame.header("since").map(Stomp::number).orElse(OptionalLong.empty());
        var subscription = new Subscription(socket, id, destination, topic.orElse(null));
        socket.add(subscription, settings.subscriptionsPerSocket());
        boolean behind;
        try {
            // Once more, now that whoever expels this person finds the subscription.
            topic.ifPresent(found -> found.admit(socket.someone(), destination.key()));
            behind = subscription.begin(since, () -> socket.receipt(frame));
        } catch (RuntimeException e) {
            socket.remove(id);
            throw e;
        }
        if (behind) {
            socket.run(subscription::catchUp);
        }
    }

    private static OptionalLong number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw Problem.badRequest("invalid_since", "since is the number of the last event you have, 0 for all.");
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private void send(Socket socket, StompFrame frame) {
        Destination destination = Destination.of(frame.required("destination"));
        if (destination.kind() != Destination.Kind.APP) {
            throw Destination.refused();
        }
        socket.caller();
        signIn.count(socket);
        if (destination.family().equals("session") && destination.key().isEmpty()) {
            signIn.renew(socket, token(frame));
            return;
        }
        Inbox inbox = hub.inbox(destination.family());
        if (!signIn.passes(socket.token().orElseThrow())) {
            socket.close(Closing.REVOKED);
            return;
        }
        inbox.receive(socket, destination.key(), frame.body());
    }

    /** In the header, as JSON ({@code {"accessToken": …}}) or as it is. */
    private String token(StompFrame frame) {
        return frame.header("Authorization")
                .or(() -> member(frame, "accessToken"))
                .orElseGet(() -> new String(frame.body(), UTF_8));
    }

    private Optional<String> member(StompFrame frame, String name) {
        try {
            JsonNode value = json.readTree(frame.body()).path(name);
            return value.isString() ? Optional.of(value.asString()) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** To who sends a message of theirs: on their queue, by the name they gave it. To anybody else: an ERROR. */
    private void refuse(Socket socket, StompFrame frame, Problem problem) {
        Optional<String> message =
                frame.command().equals("SEND") && !problem.code().equals("destination_refused")
                        ? member(frame, "clientMessageId")
                        : Optional.empty();
        boolean nacked = message.isPresent()
                && socket.hear(
                        Destination.queue("acks"),
                        json.writeValueAsBytes(Map.of("clientMessageId", message.get(), "code", problem.code())));
        if (!nacked || frame.header("receipt").isPresent()) {
            socket.error(problem.code(), frame.header("id").orElse(""), problem.body(), frame.header("receipt"));
        }
        if (problem.status() == HttpStatus.TOO_MANY_REQUESTS && socket.strikes(socket.strikes() + 1) > STRIKES) {
            socket.close(Closing.TOO_FAST);
        }
    }
}
