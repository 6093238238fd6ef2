package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Trend;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Event;
import dev.midwatch.skills.k8s.evidence.NamedInMessage;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** CronJobs that were not started when they were due, or start and do not succeed. */
public final class CronJobMissed implements Check {
    /** A run that has less time than this to begin may find the controller busy. */
    private static final long SHORT_SECONDS = 10;

    private static final String SUSPENDED = "suspended";

    @Override
    public String name() {
        return "cronjob-missed";
    }

    @Override
    public String description() {
        return "CronJobs that missed their time or have not succeeded for two periods";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.CRON_JOBS,
                        "spec.schedule",
                        "spec.timeZone",
                        "spec.suspend",
                        "spec.concurrencyPolicy",
                        "spec.startingDeadlineSeconds",
                        "status.lastScheduleTime",
                        "status.lastSuccessfulTime",
                        "status.active.name"),
                Warnings.PERMISSION,
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting(
                        "held_back_after",
                        Duration.ofHours(1),
                        "how long a CronJob may wait for an earlier run of its own, however often it is due"),
                new Setting("grace", Duration.ofMinutes(10), "how late a run may begin, or end, before it is told"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Warnings warnings = Warnings.visible(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject cronJob : context.cluster().list(ResourceType.CRON_JOBS)) {
            if (cronJob.at("spec.suspend").isTrue()) {
                context.trend(SUSPENDED, cronJob.ref(), 1);
            } else if (namespaces.keep(cronJob)) {
                judge(context, cronJob, warnings).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> judge(CheckContext context, KubeObject cronJob, Warnings warnings) {
        CronExpression schedule;
        try {
            // Without a zone of its own a CronJob follows the controller's clock, which is UTC wherever it runs in a
            // container.
            schedule = CronExpression.parse(
                    cronJob.at("spec.schedule").text(),
                    cronJob.at("spec.timeZone").text(),
                    ZoneOffset.UTC);
        } catch (IllegalArgumentException notUnderstood) {
            return Optional.of(about(Finding.warning("CronJobScheduleInvalid", cronJob), cronJob)
                    .summary("The schedule of %s is not understood".formatted(cronJob))
                    .cause(notUnderstood.getMessage()));
        }
        if (schedule.next(context.now()).isEmpty()) {
            return Optional.of(about(Finding.warning("CronJobScheduleInvalid", cronJob), cronJob)
                    .summary("The schedule of %s never comes".formatted(cronJob))
                    .cause("no month has such a day"));
        }
        return missed(context, cronJob, schedule, warnings).or(() -> unsuccessful(context, cronJob, schedule));
    }

    private static Finding deadlineTooShort(KubeObject cronJob, Instant due, long seconds) {
        return about(Finding.warning("CronJobDeadlineTooShort", cronJob), cronJob)
                .summary("%s was due and was not started: its deadline is %d seconds".formatted(cronJob, seconds))
                .cause("a controller that is busy for longer lets the run go")
                .since(due);
    }

    private static Optional<Finding> missed(
            CheckContext context, KubeObject cronJob, CronExpression schedule, Warnings warnings) {
        boolean heldBack = cronJob.at("spec.concurrencyPolicy").is("Forbid") && isActive(cronJob);
        Optional<Instant> last = cronJob.at("status.lastScheduleTime").time();
        Optional<Instant> due =
                last.or(cronJob::created).flatMap(since -> firstAfter(context, cronJob, schedule, since));
        Duration deadline = Duration.ofSeconds(
                Math.max(0, cronJob.at("spec.startingDeadlineSeconds").number(0)));
        Duration grace = context.duration("grace", cronJob);
        Duration patience = deadline.compareTo(grace) > 0 ? deadline : grace;
        if (due.isEmpty() || !due.get().plus(patience).isBefore(context.now())) {
            return Optional.empty();
        }
        if (heldBack) {
            return heldBack(context, cronJob, schedule, due.get());
        }
        Json limit = cronJob.at("spec.startingDeadlineSeconds");
        if (limit.isPresent() && limit.number(SHORT_SECONDS) < SHORT_SECONDS) {
            return Optional.of(deadlineTooShort(cronJob, due.get(), limit.number(0)));
        }
        Optional<Event> event = warnings.latest(
                cronJob.ref(),
                "TooManyMissedTimes",
                "FailedNeedsStart",
                "FailedCreate",
                "InvalidSchedule",
                "UnknownTimeZone");
        return Optional.of(about(Finding.warning("CronJobMissed", cronJob), cronJob)
                .summary("%s was due and was not started".formatted(cronJob))
                .cause(event.map(Event::message).map(OneLine::of).orElse(""))
                .evidence("due", due.get().toString())
                .evidence("last started", last.map(Instant::toString).orElse("never"))
                .dependsOn(event.map(Event::message)
                        .map(message -> NamedInMessage.blamed(cronJob.namespace(), message))
                        .orElse(List.of()))
                .sustained(grace)
                .since(due));
    }

    /**
     * The first occurrence after a moment that it was not suspended at. A look that found it suspended left a mark; what it did before the
     * first look nobody knows.
     */
    private static Optional<Instant> firstAfter(
            CheckContext context, KubeObject cronJob, CronExpression schedule, Instant moment) {
        Optional<Instant> due = schedule.next(moment);
        if (due.filter(time -> time.isBefore(context.now())).isEmpty()) {
            return due;
        }
        return context.trend(SUSPENDED, cronJob.ref(), 0).points().stream()
                .filter(point -> point.value() == 1 && point.at().isAfter(moment))
                .map(Trend.Point::at)
                .max(Comparator.naturalOrder())
                .map(schedule::next)
                .orElse(due);
    }

    /** A run may take longer than its period, but two of them went by. */
    private static Optional<Finding> heldBack(
            CheckContext context, KubeObject cronJob, CronExpression schedule, Instant due) {
        boolean twice = schedule.next(due)
                .filter(second ->
                        second.plus(context.duration("grace", cronJob)).isBefore(context.now()))
                .isPresent();
        if (!twice || !Age.reached(context, Optional.of(due), "held_back_after", cronJob)) {
            return Optional.empty();
        }
        List<String> runs = cronJob.at("status.active").items().stream()
                .map(job -> job.get("name").text())
                .toList();
        return Optional.of(about(Finding.warning("CronJobHeldBack", cronJob), cronJob)
                .summary("%s does not start, since an earlier run does not end".formatted(cronJob))
                .cause("Job %s is still active, and two runs may not overlap".formatted(String.join(", ", runs)))
                .since(due)
                // What keeps the pods of that run from ending says more.
                .dependsOn(cronJob.ref()));
    }

    /** Two occurrences have come and gone since it last succeeded. */
    private static Optional<Finding> unsuccessful(CheckContext context, KubeObject cronJob, CronExpression schedule) {
        Optional<Instant> success = cronJob.at("status.lastSuccessfulTime").time();
        Optional<Instant> started = cronJob.at("status.lastScheduleTime").time();
        Optional<Instant> second = success.or(cronJob::created)
                .flatMap(since -> firstAfter(context, cronJob, schedule, since))
                .flatMap(schedule::next);
        boolean late = second.filter(
                        time -> time.plus(context.duration("grace", cronJob)).isBefore(context.now()))
                .isPresent();
        boolean tried =
                started.filter(run -> success.filter(run::isBefore).isEmpty()).isPresent();
        if (!late || !tried || isActive(cronJob)) {
            return Optional.empty();
        }
        return Optional.of(about(Finding.warning("CronJobNotSucceeding", cronJob), cronJob)
                .summary(
                        success.isPresent()
                                ? "%s has not succeeded for two periods".formatted(cronJob)
                                : "%s has never succeeded".formatted(cronJob))
                .evidence("last success", success.map(Instant::toString).orElse("never"))
                .since(success.or(() -> second))
                // Its failed Job, which it owns, says why.
                .dependsOn(cronJob.ref()));
    }

    private static boolean isActive(KubeObject cronJob) {
        return !cronJob.at("status.active").items().isEmpty();
    }

    private static Finding about(Finding finding, KubeObject cronJob) {
        String zone = cronJob.at("spec.timeZone").text();
        return finding.evidence("schedule", (cronJob.at("spec.schedule").text() + " " + zone).strip())
                .look("kubectl -n %s describe cronjob %s".formatted(cronJob.namespace(), cronJob.name()));
    }
}
