package dev.midwatch.skills.k8s.workload;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Visible;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Workloads that somebody put to rest and may have forgotten. To rest is no fault, so it is told only to whom it interests. */
public final class Resting implements Check {
    private static final ResourceType SCALED_OBJECTS =
            ResourceType.namespaced("keda.sh", "v1alpha1", "scaledobjects", "ScaledObject");
    private static final List<ResourceType> SCALERS = List.of(ResourceType.HORIZONTAL_POD_AUTOSCALERS, SCALED_OBJECTS);
    /** A queue suspends the Jobs that wait in it. */
    private static final String QUEUE = "kueue.x-k8s.io/queue-name";

    @Override
    public String name() {
        return "resting";
    }

    @Override
    public String description() {
        return "Workloads scaled to nothing, and suspended Jobs and CronJobs";
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Permission.list(ResourceType.DEPLOYMENTS, "spec.replicas"),
                Permission.list(ResourceType.STATEFUL_SETS, "spec.replicas"),
                Permission.list(ResourceType.CRON_JOBS, "spec.suspend"),
                Permission.list(ResourceType.JOBS, "spec.suspend", "spec.managedBy", "status.conditions"),
                Permission.list(ResourceType.HORIZONTAL_POD_AUTOSCALERS, "spec.scaleTargetRef"),
                Permission.list(SCALED_OBJECTS, "spec.scaleTargetRef"),
                Namespaces.PERMISSION);
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofDays(1), "age from which something at rest is mentioned"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Namespaces namespaces = Namespaces.of(context);
        Set<String> scaled = scaled(context);
        List<Finding> findings = new ArrayList<>();
        for (KubeObject object : Visible.list(
                context,
                List.of(
                        ResourceType.DEPLOYMENTS,
                        ResourceType.STATEFUL_SETS,
                        ResourceType.CRON_JOBS,
                        ResourceType.JOBS))) {
            if (namespaces.keep(object) && Age.reached(context, object.created(), "after", object)) {
                mention(context, object, scaled).ifPresent(findings::add);
            }
        }
        return findings;
    }

    /** What an autoscaler scales it may scale to nothing. */
    private static Set<String> scaled(CheckContext context) {
        try {
            return Visible.list(context, SCALERS).stream()
                    .map(scaler -> key(
                            scaler.at("spec.scaleTargetRef.kind").text("Deployment"),
                            scaler.namespace(),
                            scaler.at("spec.scaleTargetRef.name").text()))
                    .collect(Collectors.toSet());
        } catch (ClusterException hidden) {
            return Set.of();
        }
    }

    private static String key(String kind, String namespace, String name) {
        return kind + "/" + namespace + "/" + name;
    }

    private static Optional<Finding> mention(CheckContext context, KubeObject object, Set<String> scaled) {
        ObjectRef ref = object.ref();
        boolean atZero = object.at("spec.replicas").isPresent()
                && object.at("spec.replicas").number(1) == 0
                && object.controller().isEmpty()
                && !scaled.contains(key(ref.kind(), ref.namespace(), ref.name()));
        if (atZero) {
            return Optional.of(Finding.info("ScaledToZero", object)
                    .summary("%s is scaled to nothing".formatted(object))
                    .look("kubectl -n %s get %s %s"
                            .formatted(ref.namespace(), object.type().plural(), ref.name())));
        }
        if (!object.at("spec.suspend").isTrue()) {
            return Optional.empty();
        }
        return object.type().equals(ResourceType.CRON_JOBS)
                ? Optional.of(Finding.info("CronJobSuspended", object)
                        .summary("%s is suspended and does not run".formatted(object))
                        .look("kubectl -n %s get cronjob %s".formatted(ref.namespace(), ref.name())))
                : suspendedJob(context, object);
    }

    private static Optional<Finding> suspendedJob(CheckContext context, KubeObject job) {
        boolean queued =
                job.labels().containsKey(QUEUE) || job.at("spec.managedBy").isPresent();
        Optional<Condition> suspended = job.condition("Suspended").filter(Condition::isTrue);
        if (queued || !Age.reached(context, suspended.flatMap(Condition::since), "after", job)) {
            return Optional.empty();
        }
        return Optional.of(Finding.info("JobSuspended", job)
                .owner(context.owner(job))
                .summary("%s is suspended and makes no pods".formatted(job))
                .since(suspended.flatMap(Condition::since))
                .look("kubectl -n %s get job %s".formatted(job.namespace(), job.name())));
    }
}
