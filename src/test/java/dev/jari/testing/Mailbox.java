package dev.jari.testing;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;

/** What was mailed to one address, as the developer mailbox has it. */
public record Mailbox(Api api, String address) {

    /** Newest first. */
    public List<JsonNode> mails() {
        return api.get("/dev/mailbox.json?to=" + address)
                .expect(200)
                .json()
                .get("items")
                .valueStream()
                .toList();
    }

    public int count(String page) {
        return (int) mails().stream()
                .filter(mail -> mail.path("link").asString("").contains(page + "#"))
                .count();
    }

    /** The token of the newest link to a page, such as {@code /reset-password}; waits for it. */
    public String token(String page) {
        Instant end = Instant.now().plusSeconds(10);
        while (Instant.now().isBefore(end)) {
            for (JsonNode mail : mails()) {
                String link = mail.path("link").asString("");
                if (link.contains(page + "#")) {
                    return link.substring(link.indexOf('#') + 1);
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
        return Assertions.fail("no link to " + page + " came to " + address);
    }
}
