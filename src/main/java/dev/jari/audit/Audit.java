package dev.jari.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The log of what happens to accounts. */
@Service("auditLog")
@Transactional(readOnly = true)
public class Audit {
    private final AuditStore store;
    private final Clock clock;
    private final MeterRegistry meters;
    private final AccountLog accountLog;
    private final JsonMapper json = JsonMapper.shared();

    Audit(AuditStore store, Clock clock, MeterRegistry meters, AccountLog accountLog) {
        this.store = store;
        this.clock = clock;
        this.meters = meters;
        this.accountLog = accountLog;
    }

    /**
     * Writes a line about a person ({@code null}: one we do not know), in the caller's transaction where there is one. {@code details}
     * hold ids and words of ours only.
     */
    @Transactional
    public void record(String type, @Nullable String userId, Map<String, String> details) {
        AuditStore.Head head = store.advance();
        String text = json.writeValueAsString(new TreeMap<>(details));
        store.append(AuditLine.after(head.hash(), head.seq(), clock.millis(), type, userId, text));
        meters.counter("jari.audit", "type", type).increment();
        accountLog.note(type, userId, details);
    }

    List<AuditLine> latest(AuditStore.Filter filter, long before, int limit) {
        return store.latest(filter, before, limit);
    }
}
