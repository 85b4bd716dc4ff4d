package dev.jari.audit;

import dev.jari.user.Export;
import org.springframework.stereotype.Component;

@Component
class AuditExport implements Export {
    private static final int MOST = 10_000;

    private final Audit audit;

    AuditExport(Audit audit) {
        this.audit = audit;
    }

    @Override
    public String name() {
        return "audit";
    }

    @Override
    public Object of(String userId) {
        return audit.latest(AuditStore.Filter.of(userId), Long.MAX_VALUE, MOST).stream()
                .map(AuditController.View::of)
                .toList();
    }
}
