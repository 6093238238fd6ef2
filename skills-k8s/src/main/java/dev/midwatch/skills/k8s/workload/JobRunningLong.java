package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Jobs that do not come to an end. One that has a deadline of its own is ended by it, and told as failed. */
public final class JobRunningLong implements Check {
    private static final List<String> ENDS =
            List.of("Complete", "Failed", "Suspended", "SuccessCriteriaMet", "FailureTarget");

    @Override
    public String name() {
        return "job-running-long";
    }

    @Override
    public String description() {
        return "Jobs that have run for longer than jobs do";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(
                        ResourceType.JOBS,
                        "spec.suspend",
                        "spec.activeDeadlineSeconds",
                        "status.startTime",
                        "status.active",
                        "status.ready",
                        "status.succeeded",
                        "status.failed",
                        "status.conditions"),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofHours(12), "how long a Job may run"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject job : context.cluster().list(ResourceType.JOBS)) {
            if (namespaces.keep(job)
                    && isRunning(job)
                    && Age.reached(context, job.at("status.startTime").time(), "after", job)) {
                findings.add(finding(context, job));
            }
        }
        return findings;
    }

    private static boolean isRunning(KubeObject job) {
        return job.at("status.startTime").time().isPresent()
                && job.at("status.active").number(0) > 0
                && !job.at("spec.suspend").isTrue()
                && !job.at("spec.activeDeadlineSeconds").isPresent()
                && job.conditions().stream().filter(Condition::isTrue).noneMatch(one -> ENDS.contains(one.type()));
    }

    private static Finding finding(CheckContext context, KubeObject job) {
        long ready = job.at("status.ready").number(0);
        return Finding.warning("JobRunningLong", job)
                .owner(context.owner(job))
                .summary("%s runs since %s"
                        .formatted(job, job.at("status.startTime").text()))
                .cause(job.at("status.ready").is("0") ? "none of its pods is ready" : "")
                .evidence(
                        "pods",
                        "%d active, %d ready, %d succeeded, %d failed"
                                .formatted(
                                        job.at("status.active").number(0),
                                        ready,
                                        job.at("status.succeeded").number(0),
                                        job.at("status.failed").number(0)))
                .since(job.at("status.startTime").time())
                // Pods that cannot start, or crash, say why.
                .dependsOn(context.owner(job), job.ref())
                .look("kubectl -n %s %s"
                        .formatted(job.namespace(), (ready > 0 ? "logs job/" : "describe job ") + job.name()));
    }
}
