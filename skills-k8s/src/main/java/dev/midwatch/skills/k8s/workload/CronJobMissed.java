package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.Json;
import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** CronJobs that were not started when they were due, or start and do not succeed. */
public final class CronJobMissed implements Check {
    /** A run that has less time than this to begin may find the controller busy. */
    private static final long SHORT_SECONDS = 10;

    private static final String[] EVENTS = {
        "TooManyMissedTimes", "FailedNeedsStart", "FailedCreate", "InvalidSchedule", "UnknownTimeZone"
    };

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
        List<KubeObject> all = context.cluster().list(ResourceType.CRON_JOBS);
        ControllerClock clock = ControllerClock.of(context, all);
        for (KubeObject cronJob : all) {
            if (cronJob.at("spec.suspend").isTrue()) {
                CronJobTimes.suspended(context, cronJob);
            } else if (namespaces.keep(cronJob)) {
                judge(context, cronJob, clock, warnings).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> judge(
            CheckContext context, KubeObject cronJob, ControllerClock clock, Warnings warnings) {
        CronJobReport report = new CronJobReport(cronJob);
        CronExpression schedule;
        try {
            schedule = CronExpression.of(cronJob);
        } catch (IllegalArgumentException notUnderstood) {
            return Optional.of(report.notUnderstood(notUnderstood.getMessage()));
        }
        if (schedule.next(context.now()).isEmpty()) {
            return Optional.of(report.neverComes());
        }
        CronJobTimes times = new CronJobTimes(context, cronJob, clock.readings(cronJob, schedule));
        return times.missed()
                .flatMap(due -> notStarted(times, due, report, warnings))
                .or(() -> times.unsuccessful().map(second -> report.notSucceeding(times.succeeded(), second)));
    }

    private static Optional<Finding> notStarted(
            CronJobTimes times, Instant due, CronJobReport report, Warnings warnings) {
        if (times.isHeldBack()) {
            return Optional.of(due).filter(times::waitsLong).map(report::heldBack);
        }
        KubeObject cronJob = times.cronJob();
        Json deadline = cronJob.at("spec.startingDeadlineSeconds");
        if (deadline.isPresent() && deadline.number(SHORT_SECONDS) < SHORT_SECONDS) {
            return Optional.of(report.deadlineTooShort(due, deadline.number(0)));
        }
        return Optional.of(report.missed(due, times.started(), warnings.latest(cronJob.ref(), EVENTS))
                .sustained(times.context().duration("grace", cronJob)));
    }
}
