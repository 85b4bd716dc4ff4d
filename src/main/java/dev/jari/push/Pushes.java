package dev.jari.push;

import dev.jari.push.Subscriptions.Subscription;
import dev.jari.token.Base64Url;
import dev.jari.web.Secrets;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Sends to the browsers of people. */
@Service
public class Pushes {
    private static final Logger log = LoggerFactory.getLogger(Pushes.class);
    private static final int TOPIC_LETTERS = 32;

    private final Subscriptions subscriptions;
    private final Vapid vapid;
    private final PushSettings settings;

    Pushes(Subscriptions subscriptions, Vapid vapid, PushSettings settings) {
        this.subscriptions = subscriptions;
        this.vapid = vapid;
        this.settings = settings;
    }

    public enum Outcome {
        SENT,
        /** There is no such browser any more. */
        GONE,
        /** The push service will never take it. */
        REFUSED,
        /** To be tried again. */
        FAILED
    }

    /** The browsers of a person, by id. */
    public List<String> of(String userId) {
        return subscriptions.living(userId).stream().map(Subscription::id).toList();
    }

    /**
     * {@code topic}: a push service that still has one of the same keeps the later one alone. {@code life}: how long it keeps it. Takes
     * its time; no transaction should wait for it.
     */
    public Outcome send(
            String userId, String subscriptionId, byte[] json, String topic, Duration life, boolean urgent) {
        Optional<Subscription> found = subscriptions.living(userId, subscriptionId);
        Optional<Endpoint> endpoint = found.flatMap(one -> Endpoint.of(one.endpoint(), settings.loopback()));
        if (found.isEmpty() || endpoint.isEmpty()) {
            subscriptions.remove(subscriptionId);
            return Outcome.GONE;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Authorization", vapid.authorization(endpoint.get().uri()));
        headers.put("Content-Encoding", "aes128gcm");
        headers.put("Content-Type", "application/octet-stream");
        headers.put("TTL", Long.toString(life.toSeconds()));
        headers.put("Topic", Secrets.digest(topic).substring(0, TOPIC_LETTERS));
        headers.put("Urgency", urgent ? "high" : "normal");
        return outcome(subscriptionId, endpoint.get(), headers, encrypted(found.get(), json));
    }

    private Outcome outcome(String subscriptionId, Endpoint endpoint, Map<String, String> headers, byte[] body) {
        String host = endpoint.uri().getHost();
        try {
            int status = PushHttp.post(endpoint, headers, body);
            if (status / 100 == 2) {
                return Outcome.SENT;
            }
            log.debug("The push service {} answered {}", host, status);
            if (status == 404 || status == 410) {
                subscriptions.remove(subscriptionId);
                return Outcome.GONE;
            }
            return status == 429 || status >= 500 ? Outcome.FAILED : Outcome.REFUSED;
        } catch (Endpoint.Forbidden e) {
            log.warn("SECURITY a push subscription was dropped: {}", e.getMessage());
            subscriptions.remove(subscriptionId);
            return Outcome.GONE;
        } catch (IOException e) {
            log.debug("The push service {} did not answer: {}", host, e.getMessage());
            return Outcome.FAILED;
        }
    }

    private static byte[] encrypted(Subscription to, byte[] json) {
        try {
            return PushMessage.encrypt(
                    json,
                    Base64Url.decode(to.publicKey()),
                    Base64Url.decode(to.auth()),
                    PushMessage.newKeys(),
                    Secrets.bytes(PushMessage.SALT_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
