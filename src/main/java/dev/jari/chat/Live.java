package dev.jari.chat;

import dev.jari.live.Event;
import dev.jari.live.Inbox;
import dev.jari.live.Sender;
import dev.jari.live.Topic;
import dev.jari.web.Caller;
import dev.jari.web.Problem;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Rooms over sockets: who may listen, and what members send. */
@Component
class Live implements Topic, Inbox {
    private static final String TYPING = ".typing";

    private final Rooms rooms;
    private final Messages messages;
    private final Presence presence;
    private final FanOut fanOut;
    private final JsonMapper json;

    Live(Rooms rooms, Messages messages, Presence presence, FanOut fanOut, JsonMapper json) {
        this.rooms = rooms;
        this.messages = messages;
        this.presence = presence;
        this.fanOut = fanOut;
        this.json = json;
    }

    @Override
    public String family() {
        return FanOut.FAMILY;
    }

    @Override
    public void admit(Optional<Caller> caller, String key) {
        Caller somebody = caller.orElseThrow(() -> Problem.unauthorized("unauthenticated", "Sign in first."));
        rooms.require(key, somebody.userId());
    }

    @Override
    public boolean isNumbered() {
        return true;
    }

    @Override
    public long head(String key) {
        return fanOut.watch(key);
    }

    @Override
    public List<Event> after(String key, long number, int limit) {
        return fanOut.after(key, number, limit);
    }

    @Override
    public void receive(Sender sender, String key, byte[] body) {
        String userId = sender.caller().userId();
        if (key.endsWith(TYPING)) {
            presence.typing(key.substring(0, key.length() - TYPING.length()), userId);
        } else {
            sender.reply("acks", json.writeValueAsBytes(messages.send(key, userId, draft(body))));
        }
    }

    private Message.Draft draft(byte[] body) {
        try {
            return json.readValue(body, Message.Draft.class);
        } catch (JacksonException e) {
            throw Problem.badRequest("malformed_json", "Send {\"clientMessageId\", \"body\"} as JSON.");
        }
    }
}
