package dev.jari.chat;

import dev.jari.attachment.Attachments;
import dev.jari.business.Businesses;
import dev.jari.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** How long a shop keeps what was said; without a setting, for ever. */
@RestController
@RequestMapping("/api/businesses/{id}/chat")
@Tag(name = "Chat")
class Retention {
    private static final Logger log = LoggerFactory.getLogger(Retention.class);
    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final int AT_ONCE = 500;

    private final RetentionStore store;
    private final Businesses businesses;
    private final Attachments attachments;
    private final Clock clock;
    private final TransactionTemplate writing;

    Retention(
            RetentionStore store,
            Businesses businesses,
            Attachments attachments,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.businesses = businesses;
        this.attachments = attachments;
        this.clock = clock;
        writing = new TransactionTemplate(transactions);
    }

    @Schema(name = "ChatSettings")
    record Settings(
            @Min(1)
            @Max(3650)
            @Nullable
            @Schema(example = "365", description = "Messages older than this are deleted, within a day; null: none is")
            Integer retentionDays) {}

    @GetMapping
    @Operation(summary = "How long the shop keeps messages; for its owner")
    Settings get(@PathVariable String id, @AuthenticationPrincipal @Nullable Caller caller) {
        businesses.requireReader(id, true, caller);
        return new Settings(store.days(id).orElse(null));
    }

    @PutMapping
    @Operation(summary = "Change how long the shop keeps messages")
    Settings put(
            @PathVariable String id, @Valid @RequestBody Settings settings, @AuthenticationPrincipal Caller caller) {
        businesses.requireOwner(id, caller);
        store.write(id, settings.retentionDays);
        return settings;
    }

    /** Each shop is cleaned once a day, by the instance that claims it first. */
    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void clean() {
        try {
            long now = clock.millis();
            for (RetentionStore.Shop shop : store.due(now - DAY)) {
                if (store.claim(shop, now)) {
                    store.rooms(shop.businessId()).forEach(room -> clean(room, now - shop.days() * DAY));
                }
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Old messages wait for the database: {}", e.getMessage());
        }
    }

    private void clean(String room, long before) {
        int deleted;
        do {
            deleted = store.deleteOldest(room, before, AT_ONCE);
        } while (deleted == AT_ONCE);
        writing.executeWithoutResult(transaction -> attachments.removeBefore(room, before));
    }
}
