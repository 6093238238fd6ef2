package dev.midwatch.cli;

import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.Run;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.SchedulerSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Jobs as lines of a listing. */
final class JobRows {
    private final Workspace workspace;
    private final RunStore runs;
    private final Outlook outlook;
    private final ZoneId zone;

    JobRows(Workspace workspace) {
        this.workspace = workspace;
        this.runs = new RunStore(workspace.database());
        this.zone = workspace.config().timezone();
        this.outlook = new Outlook(workspace.database(), SchedulerSettings.defaults(zone), Clock.systemUTC());
    }

    List<Map<String, Object>> all() {
        return workspace.jobs().jobs().stream().map(this::row).toList();
    }

    private Map<String, Object> row(JobDefinition job) {
        Optional<Run> last = runs.recent(job.id(), 1).stream().findFirst();
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", job.name());
        row.put("schedule", job.schedule().text());
        row.put(
                "state",
                job.enabled()
                        ? "on"
                        : "paused" + job.pausedReason().map(why -> ": " + why).orElse(""));
        row.put(
                "next_run",
                (job.enabled() ? outlook.nextDue(job) : Optional.<Instant>empty())
                        .map(this::shown)
                        .orElse(""));
        row.put("last_run", last.flatMap(Run::started).map(this::shown).orElse(""));
        row.put(
                "outcome",
                last.map(run -> run.state().toString().toLowerCase(Locale.ROOT)).orElse(""));
        row.put("deliver", job.deliver());
        row.put("checks", job.checks());
        return row;
    }

    private String shown(Instant moment) {
        return moment.atZone(zone)
                .truncatedTo(ChronoUnit.SECONDS)
                .toOffsetDateTime()
                .toString();
    }
}
