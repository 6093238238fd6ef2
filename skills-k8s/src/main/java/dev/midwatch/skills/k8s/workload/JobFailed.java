package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Jobs that gave up. Of a CronJob's Jobs only the last finished one counts: a later success makes up for an earlier failure. */
public final class JobFailed implements Check {

    @Override
    public String name() {
        return "job-failed";
    }

    @Override
    public String description() {
        return "Jobs that have failed for good";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.JOBS, "status.conditions", "status.failed"),
                Permission.list(ResourceType.CRON_JOBS, "status.lastSuccessfulTime"),
                Permission.list(
                        ResourceType.PODS,
                        Stream.concat(ContainerState.fields().stream(), Stream.of("status.phase"))
                                .toArray(String[]::new)),
                Permission.logs(),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("within", Duration.ofDays(7), "how long a Job's failure is told"),
                new Setting(
                        "news_for",
                        Duration.ofHours(24),
                        "how long the failure of a Job that comes only once is a warning"),
                new Setting(
                        "succeeded_within",
                        Duration.ofHours(1),
                        "how recent the last success of its CronJob makes a failed run one of many"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        List<KubeObject> failed = lastOfEach(context.cluster().list(ResourceType.JOBS)).stream()
                .filter(job -> end(job).filter(condition -> condition.type().equals("Failed"))
                        .isPresent())
                .filter(job -> namespaces.keep(job) && isRecent(context, job))
                .toList();
        if (failed.isEmpty()) {
            return List.of();
        }
        Map<String, List<KubeObject>> pods = podsByJob(context);
        Inventory cronJobs = Inventory.of(context, ResourceType.CRON_JOBS);
        JobReport report = new JobReport(context);
        return failed.stream()
                .map(job -> report.of(
                                job,
                                end(job).orElseThrow(),
                                lastOf(pods.getOrDefault(job.ref().key(), List.of())))
                        .severity(
                                isOneOfMany(context, job, cronJobs) || isKnown(context, job)
                                        ? Severity.INFO
                                        : Severity.WARNING))
                .toList();
    }

    private static Optional<KubeObject> lastOf(List<KubeObject> pods) {
        return pods.stream().max(Comparator.comparing(pod -> pod.created().orElse(Instant.EPOCH)));
    }

    private static Collection<KubeObject> lastOfEach(List<KubeObject> jobs) {
        return jobs.stream()
                .filter(job -> end(job).isPresent())
                .collect(Collectors.toMap(
                        job -> job.controller()
                                .map(ObjectRef::key)
                                .orElse(job.ref().key()),
                        job -> job,
                        (one, other) -> ended(one).isAfter(ended(other)) ? one : other))
                .values();
    }

    private static Optional<Condition> end(KubeObject job) {
        return job.condition("Complete")
                .filter(Condition::isTrue)
                .or(() -> job.condition("Failed").filter(Condition::isTrue));
    }

    private static Instant ended(KubeObject job) {
        return end(job).flatMap(Condition::since).or(job::created).orElse(Instant.EPOCH);
    }

    private static boolean isRecent(CheckContext context, KubeObject job) {
        return context.age(ended(job)).compareTo(context.duration("within", job)) <= 0;
    }

    private static Map<String, List<KubeObject>> podsByJob(CheckContext context) {
        try {
            return context.cluster().list(ResourceType.PODS).stream()
                    .filter(pod -> PodOrigin.isOf(pod, "Job"))
                    .collect(Collectors.groupingBy(
                            pod -> pod.controller().orElseThrow().key()));
        } catch (ClusterException hidden) {
            // The Job's own condition is enough to tell it.
            return Map.of();
        }
    }

    /** What runs every few minutes is made good by the next run; if that fails too, the last success gets old. */
    private static boolean isOneOfMany(CheckContext context, KubeObject job, Inventory cronJobs) {
        return job.controller()
                .filter(owner -> owner.kind().equals("CronJob"))
                .flatMap(owner -> cronJobs.find(job.namespace(), owner.name()))
                .flatMap(cronJob -> cronJob.at("status.lastSuccessfulTime").time())
                .filter(success -> context.age(success).compareTo(context.duration("succeeded_within", job)) < 0)
                .isPresent();
    }

    /** Nothing ever makes good what came only once; after a day whoever it concerns has heard of it. */
    private static boolean isKnown(CheckContext context, KubeObject job) {
        return job.controller().isEmpty() && context.age(ended(job)).compareTo(context.duration("news_for", job)) > 0;
    }
}
