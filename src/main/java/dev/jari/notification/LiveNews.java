package dev.jari.notification;

import dev.jari.live.Hub;
import dev.jari.notification.Notification.Channel;
import dev.jari.notification.Preferences.Chosen;
import dev.jari.user.Profiles;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells open tabs, after the commit and on a thread of its own: nobody waits for it, and what is lost is seen with the next page. Each
 * word is read from the database when it goes out, so that what a savepoint took back is not told either.
 */
@Component
class LiveNews implements InitializingBean, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(LiveNews.class);
    private static final String QUEUE = "notifications";
    private static final int MOST_WAITING = 10_000;
    private static final int AT_ONCE = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final NotificationStore store;
    private final Trimming trimming;
    private final Preferences preferences;
    private final Profiles profiles;
    private final Texts texts;
    private final Hub hub;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Counter dropped;
    private final BlockingQueue<Word> waiting = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread = Thread.ofVirtual().name("live-news").unstarted(this::work);

    LiveNews(
            NotificationStore store,
            Trimming trimming,
            Preferences preferences,
            Profiles profiles,
            Texts texts,
            Hub hub,
            MeterRegistry meters,
            Clock clock) {
        this.store = store;
        this.trimming = trimming;
        this.preferences = preferences;
        this.profiles = profiles;
        this.texts = texts;
        this.hub = hub;
        this.meters = meters;
        this.clock = clock;
        dropped = meters.counter("jari.notification.live.dropped");
    }

    private enum What {
        CREATED,
        READ,
        REMOVED,
        EXPIRED
    }

    private record Word(String userId, What what, String id) {}

    void created(List<Notification> notifications) {
        afterCommit(notifications, this::created);
    }

    private void created(Notification notification) {
        meters.counter("jari.notifications", "type", notification.type().name()).increment();
        offer(new Word(notification.userId(), What.CREATED, notification.id()));
    }

    void read(String userId, List<String> ids) {
        afterCommit(ids, id -> offer(new Word(userId, What.READ, id)));
    }

    void removed(String userId, List<String> ids) {
        afterCommit(ids, id -> offer(new Word(userId, What.REMOVED, id)));
    }

    /** To the tabs of this instance: the others look by themselves. */
    void expired(String userId, String id) {
        offer(new Word(userId, What.EXPIRED, id));
    }

    private static <T> void afterCommit(List<T> all, Consumer<T> tell) {
        if (all.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            all.forEach(tell);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                all.forEach(tell);
            }
        });
    }

    private void offer(Word word) {
        if (!waiting.offer(word)) {
            dropped.increment();
        }
    }

    @Override
    public void afterPropertiesSet() {
        thread.start();
    }

    private void work() {
        try {
            while (true) {
                List<Word> words = new ArrayList<>(List.of(waiting.take()));
                waiting.drainTo(words, AT_ONCE);
                Map<String, List<Word>> byPerson = new LinkedHashMap<>();
                words.forEach(word -> byPerson.computeIfAbsent(word.userId(), person -> new ArrayList<>())
                        .add(word));
                byPerson.forEach(this::tellOrLose);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellOrLose(String userId, List<Word> words) {
        try {
            tell(userId, withTrimmed(userId, words));
        } catch (RuntimeException e) {
            dropped.increment(words.size());
            log.debug("Open tabs could not be told", e);
        }
    }

    private List<Word> withTrimmed(String userId, List<Word> words) {
        long came = words.stream().filter(word -> word.what == What.CREATED).count();
        List<Word> all = new ArrayList<>(words);
        trimming.after(userId, came).forEach(id -> all.add(new Word(userId, What.REMOVED, id)));
        return all;
    }

    private void tell(String userId, List<Word> words) {
        boolean here = words.stream().allMatch(word -> word.what == What.EXPIRED);
        if (here ? hub.of(userId).isEmpty() : !hub.mayBeOnline(userId)) {
            return;
        }
        Chosen chosen = preferences.of(userId);
        for (Word word : words) {
            switch (word.what) {
                case CREATED -> tellCreated(userId, word.id, chosen);
                case READ -> send(userId, Map.of("type", "read", "id", word.id), false);
                case REMOVED -> send(userId, Map.of("type", "removed", "id", word.id), false);
                case EXPIRED -> send(userId, Map.of("type", "removed", "id", word.id), true);
            }
        }
        long unread = store.unread(userId, chosen.types(Channel.IN_APP), clock.millis());
        send(userId, Map.of("type", "unread-count", "count", unread), here);
    }

    private void tellCreated(String userId, String id, Chosen chosen) {
        store.find(userId, id, clock.millis())
                .filter(found -> chosen.wants(found.type(), Channel.IN_APP))
                .map(found -> texts.view(found, profiles.of(userId).language()))
                .ifPresent(view -> send(userId, Map.of("type", "created", "notification", view), false));
    }

    private void send(String userId, Map<String, Object> event, boolean here) {
        byte[] json = JSON.writeValueAsBytes(event);
        if (here) {
            hub.tellHere(userId, QUEUE, json);
        } else {
            hub.tell(userId, QUEUE, json);
        }
    }

    @Override
    public void destroy() {
        thread.interrupt();
    }
}
