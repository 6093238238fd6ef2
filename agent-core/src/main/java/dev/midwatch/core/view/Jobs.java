package dev.midwatch.core.view;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import dev.midwatch.core.audit.Audit;
import dev.midwatch.core.config.Problem;
import dev.midwatch.core.job.CatalogException;
import dev.midwatch.core.job.JobCatalog;
import dev.midwatch.core.job.JobDefinition;
import dev.midwatch.core.job.Outlook;
import dev.midwatch.core.job.RunStore;
import dev.midwatch.core.job.Schedule;
import dev.midwatch.core.job.ScheduleException;
import dev.midwatch.core.job.Scheduler;
import dev.midwatch.core.tool.Level;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The jobs, how they stand, and what people change about them. */
public final class Jobs {
    private static final int PREVIEWED = 5;
    /** They run programs on the gateway's own machine; whoever may edit its files may set them, and nobody else. */
    private static final List<String> BY_HAND_ALONE = List.of("script", "workdir");

    private final JobCatalog catalog;
    private final RunStore runs;
    private final Outlook outlook;
    private final Scheduler scheduler;
    private final Audit audit;
    private final ZoneId zone;
    private final InstantSource clock;

    /** @param zone of jobs without one */
    public Jobs(
            JobCatalog catalog,
            RunStore runs,
            Outlook outlook,
            Scheduler scheduler,
            Audit audit,
            ZoneId zone,
            InstantSource clock) {
        this.catalog = catalog;
        this.runs = runs;
        this.outlook = outlook;
        this.scheduler = scheduler;
        this.audit = audit;
        this.zone = zone;
        this.clock = clock;
    }

    public List<JobRow> list() {
        return catalog.jobs().stream().map(this::row).toList();
    }

    public JobRow get(String name) {
        return row(definition(name));
    }

    /** Its keys and values as in {@code cron/jobs.json}, what is at its default left out; for an edit. */
    public Map<String, Object> fields(String name) {
        return definition(name).fields();
    }

    /** Of jobs without one of their own. */
    public String timezone() {
        return zone.toString();
    }

    /**
     * What a schedule would mean.
     *
     * @param timezone empty: the configuration's
     */
    public SchedulePreview preview(String schedule, Optional<String> timezone) {
        try {
            ZoneId in = timezone.filter(text -> !text.isBlank()).map(ZoneId::of).orElse(zone);
            Instant now = clock.instant();
            Schedule parsed = Schedule.parse(schedule).from(now);
            List<String> next = new ArrayList<>();
            Optional<Instant> due = parsed.next(now, in);
            while (due.isPresent() && next.size() < PREVIEWED) {
                next.add(ISO_OFFSET_DATE_TIME.format(due.get().atZone(in)));
                due = parsed.once() ? Optional.empty() : parsed.next(due.get(), in);
            }
            return new SchedulePreview(parsed.text(), parsed.describe(), in.toString(), next);
        } catch (ScheduleException wrong) {
            throw Refusal.invalid(
                    wrong.getMessage(),
                    List.of(new EditProblem(
                            0, "schedule", wrong.getMessage(), "did you mean \"" + wrong.hint() + "\"?")));
        } catch (DateTimeException wrong) {
            String message = "\"%s\" is not a time zone".formatted(timezone.orElse(""));
            throw Refusal.invalid(
                    "timezone: " + wrong.getMessage(),
                    List.of(new EditProblem(0, "timezone", message, "for example Europe/Berlin")));
        }
    }

    /** @param fields as in {@code cron/jobs.json}: name, schedule, ... */
    public JobRow create(Map<String, ?> fields, Actor by) {
        by.require(Level.APPROVER);
        refuseByHandAlone(fields);
        String name = String.valueOf(fields.get("name"));
        if (catalog.find(name).isPresent()) {
            throw Refusal.conflict("there is a job " + name + " already");
        }
        return change("job created", name, fields, by, first -> catalog.create(fields, first));
    }

    /** @param changes as in the file; a key with null goes back to its default */
    public JobRow edit(String name, Map<String, ?> changes, Actor by) {
        by.require(Level.APPROVER);
        refuseByHandAlone(changes);
        definition(name);
        return change("job edited", name, changes, by, first -> catalog.edit(name, changes, first));
    }

    public void remove(String name, Actor by) {
        by.require(Level.APPROVER);
        JobDefinition job = definition(name);
        written("job removed", job.name(), Map.of(), by, first -> {
            catalog.remove(job.name(), first);
            return job;
        });
    }

    public JobRow pause(String name, String reason, Actor by) {
        by.require(Level.OPERATOR);
        definition(name);
        return change("job paused", name, Map.of("why", reason), by, first -> catalog.pause(name, reason, first));
    }

    public JobRow resume(String name, Actor by) {
        by.require(Level.OPERATOR);
        definition(name);
        return change("job resumed", name, Map.of(), by, first -> catalog.resume(name, first));
    }

    /** Runs it now, beside its schedule. */
    public JobRow run(String name, Actor by) {
        by.require(Level.OPERATOR);
        JobDefinition job = definition(name);
        audit.record("run asked for", Map.of("by", by.who(), "job", job.name()));
        if (scheduler.runNow(job.name()).isEmpty()) {
            throw Refusal.conflict("the job " + job.name() + " is running already");
        }
        return get(job.name());
    }

    private JobRow change(
            String step, String name, Map<String, ?> facts, Actor by, Function<Runnable, JobDefinition> change) {
        return row(written(step, name, facts, by, change));
    }

    /** The step is written once the change is known to be right, and before it is made: nobody finds a change that no step tells of. */
    private JobDefinition written(
            String step, String name, Map<String, ?> facts, Actor by, Function<Runnable, JobDefinition> change) {
        Map<String, Object> line = new TreeMap<>(Map.of("by", by.who(), "job", name));
        if (!facts.isEmpty()) {
            line.put("change", String.valueOf(new TreeMap<>(facts)));
        }
        try {
            return change.apply(() -> audit.record(step, line));
        } catch (CatalogException wrong) {
            throw Refusal.invalid(
                    wrong.getMessage(),
                    wrong.problems().stream().map(Jobs::problem).toList());
        }
    }

    /** In a list of jobs a key is {@code jobs[2].schedule}; here there is one job. */
    private static EditProblem problem(Problem problem) {
        String key = problem.path().replaceFirst("^jobs\\[\\d+](\\.|$)", "").replaceFirst("\\[\\d+]$", "");
        return new EditProblem(problem.line(), key, problem.message(), problem.hint());
    }

    private static void refuseByHandAlone(Map<String, ?> fields) {
        BY_HAND_ALONE.stream().filter(fields::containsKey).findFirst().ifPresent(key -> {
            throw Refusal.invalid(
                    key + ": is set in cron/jobs.json by hand alone, because it reaches the gateway's machine");
        });
    }

    private JobDefinition definition(String name) {
        try {
            return catalog.get(name);
        } catch (CatalogException none) {
            throw Refusal.notFound(none.getMessage());
        }
    }

    private JobRow row(JobDefinition job) {
        return JobRows.of(
                job,
                job.timezone().orElse(zone),
                outlook.nextDue(job),
                runs.recent(job.id(), 1).stream().findFirst().map(RunRows::of),
                runs.isRunning(job.id()),
                outlook.failingSince(job));
    }
}
