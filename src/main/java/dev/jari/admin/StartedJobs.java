package dev.jari.admin;

import dev.jari.audit.Audit;
import dev.jari.job.Job;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** A job that an operator started, before its time, is in the audit log. */
@Component
class StartedJobs {
    private final Audit audit;

    StartedJobs(Audit audit) {
        this.audit = audit;
    }

    @EventListener
    void started(Job.Started started) {
        audit.record(
                "job_started",
                null,
                Map.of("by", started.by(), "job", started.job().text()));
    }
}
