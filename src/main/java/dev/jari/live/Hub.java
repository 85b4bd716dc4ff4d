package dev.jari.live;

import java.util.Set;
import org.springframework.stereotype.Component;

/** The sockets and event streams of this instance, and who of them listens to what. */
@Component
public class Hub {
    /** To everybody on this instance who listens to {@code /topic/<family>.<key>}, in the order of the calls. */
    public void publish(String family, String key, Event event) {
        throw new UnsupportedOperationException();
    }

    /** The keys of a family to which somebody on this instance listens. */
    public Set<String> keys(String family) {
        throw new UnsupportedOperationException();
    }

    /** To {@code /user/queue/<queue>} of each socket of a person, on every instance; lost where nobody listens. */
    public void tell(String userId, String queue, byte[] json) {
        throw new UnsupportedOperationException();
    }

    /** Ends a person's subscriptions of this topic on every instance. */
    public void expel(String userId, String family, String key) {
        throw new UnsupportedOperationException();
    }
}
