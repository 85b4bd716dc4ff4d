package dev.jari.admin;

import dev.jari.audit.Audit;
import dev.jari.cache.CacheFigures;
import dev.jari.web.Caller;
import dev.jari.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/caches")
@Tag(name = "Operators")
class CacheController {
    private final CacheFigures figures;
    private final Audit audit;

    CacheController(CacheFigures figures, Audit audit) {
        this.figures = figures;
        this.audit = audit;
    }

    @Schema(name = "CacheFigures")
    record View(
            @Schema(example = "business") String name,

            @Schema(example = "600", description = "How long a copy in Redis is good for; absent where there are none")
            @Nullable
            Long lifeSeconds,

            @Schema(example = "9120", description = "Answers out of this instance's memory")
            long near,

            @Schema(example = "431", description = "Answers out of Redis")
            long redis,

            @Schema(example = "87", description = "Answers out of SQL, for want of a copy")
            long loaded,

            @Schema(example = "12", description = "Answers out of SQL, as the caller had to see it or Redis was away")
            long bypassed,

            @Schema(example = "0.99", description = "The part of the answers that took no SQL; absent before the first")
            @Nullable
            Double hitRatio,

            @Schema(example = "48", description = "Entries in this instance's memory")
            int entries,

            @Schema(example = "21504", description = "What they are guessed to take")
            long bytes,

            @Schema(example = "310", description = "Places in Redis that are taken; absent if Redis is away") @Nullable
            Long places,

            @Schema(example = "2048") int mostPlaces) {
        static View of(CacheFigures.Figures figures) {
            long copies = figures.near() + figures.redis();
            long all = copies + figures.loaded() + figures.bypassed();
            return new View(
                    figures.name(),
                    figures.life().map(java.time.Duration::toSeconds).orElse(null),
                    figures.near(),
                    figures.redis(),
                    figures.loaded(),
                    figures.bypassed(),
                    all == 0 ? null : (double) copies / all,
                    figures.entries(),
                    figures.bytes(),
                    figures.places().orElse(null),
                    figures.mostPlaces());
        }
    }

    @GetMapping
    @Operation(summary = "How well the caches do: of the instance that answers, and in Redis")
    Page<View> list(@AuthenticationPrincipal Caller caller) {
        return Page.whole(figures.all().stream().map(View::of).toList());
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Empty a cache, on all instances")
    void drop(@Parameter(example = "business") @PathVariable String name, @AuthenticationPrincipal Caller caller) {
        figures.drop(name);
        audit.record("cache_dropped", null, Map.of("by", caller.userId(), "cache", name));
    }
}
