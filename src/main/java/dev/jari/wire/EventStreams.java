package dev.jari.wire;

import dev.jari.admission.Admission;
import dev.jari.admission.SignIn;
import dev.jari.live.Closing;
import dev.jari.live.Destination;
import dev.jari.live.Hub;
import dev.jari.live.LiveSettings;
import dev.jari.live.Subscription;
import dev.jari.live.Topic;
import dev.jari.token.AccessToken;
import dev.jari.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** A topic over plain HTTP (server-sent events), for whoever cannot have a WebSocket; the rules are the same. */
@Component
public class EventStreams {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Hub hub;
    private final SignIn signIn;
    private final Admission admission;
    private final LiveSettings settings;

    EventStreams(Hub hub, SignIn signIn, Admission admission, LiveSettings settings) {
        this.hub = hub;
        this.signIn = signIn;
        this.admission = admission;
        this.settings = settings;
    }

    /**
     * Writes the events of {@code /topic/<family>.<key>} to the response until either side ends it, those after {@code Last-Event-ID}
     * first; to be called from a controller, on the request's own thread. Throws the {@code Problem} that stands against it.
     */
    public void serve(String family, String key, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        admission.requireOrigin(request);
        Topic topic = hub.topic(family);
        Optional<AccessToken> token = AccessToken.of(request);
        topic.admit(token.map(AccessToken::caller), key);
        OptionalLong since = since(request);
        admission.enter();
        EventStream stream = new EventStream(hub, request, response, settings);
        hub.join(stream);
        try {
            signIn.arrive(stream, token, Optional.empty());
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            // A proxy that gathers what it passes on would gather for ever.
            response.setHeader("X-Accel-Buffering", "no");
            var subscription = new Subscription(stream, "", Destination.topic(family, key), topic);
            stream.add(subscription, 1);
            // Once more, now that whoever expels this person finds the subscription.
            topic.admit(token.map(AccessToken::caller), key);
            if (subscription.begin(since, () -> {})) {
                hub.run(subscription::catchUp);
            }
            stream.write();
        } finally {
            stream.close(Closing.LEFT);
        }
    }

    private static OptionalLong since(HttpServletRequest request) {
        String last = request.getHeader("Last-Event-ID");
        if (last == null || last.isBlank()) {
            return OptionalLong.empty();
        }
        if (!NUMBER.matcher(last).matches()) {
            throw Problem.badRequest(
                    "invalid_since", "Last-Event-ID is the number of the last event you have, 0 for all.");
        }
        return OptionalLong.of(Long.parseLong(last));
    }
}
