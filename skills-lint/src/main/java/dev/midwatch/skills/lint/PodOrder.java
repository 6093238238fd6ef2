package dev.midwatch.skills.lint;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.LabelSelector;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Pods that nothing brings back, and workloads that a drained node takes down whole or cannot take down at all. */
final class PodOrder implements Hygiene {
    @Override
    public String name() {
        return "pod-order";
    }

    @Override
    public String description() {
        return "Pods that nothing manages, and workloads with no disruption budget or several";
    }

    @Override
    public List<Permission> permissions() {
        return Stream.concat(
                        PodSpec.permissions("metadata.labels").stream(),
                        Stream.of(
                                Permission.list(ResourceType.POD_DISRUPTION_BUDGETS, "spec.selector"),
                                Permission.list(ResourceType.NODES, "metadata.name")))
                .toList();
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                SKIPPED,
                new Setting(
                        "alone_after", Duration.ofHours(6), "how long a pod may stand alone, for somebody to look"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> budgets = context.cluster().list(ResourceType.POD_DISRUPTION_BUDGETS);
        boolean manyNodes = context.cluster().list(ResourceType.NODES).size() > 1;
        List<Finding> findings = new ArrayList<>();
        for (PodSpec pod : PodSpec.in(context)) {
            if (pod.writer().type().equals(ResourceType.PODS)) {
                alone(context, pod, findings);
            } else if (pod.runsForever()) {
                List<String> fitting = budgets.stream()
                        .filter(budget -> guards(budget, pod))
                        .map(KubeObject::name)
                        .toList();
                budgets(context, pod, fitting, manyNodes, findings);
            }
        }
        return findings;
    }

    /** Not a static pod, which its node brings back, nor one that somebody just looks around in. */
    private static void alone(CheckContext context, PodSpec pod, List<Finding> findings) {
        boolean owned = !pod.writer().at("metadata.ownerReferences").items().isEmpty();
        Duration age = context.age(pod.writer().created().orElse(Instant.EPOCH));
        if (!owned && age.compareTo(context.duration("alone_after", pod.writer())) >= 0) {
            findings.add(pod.about(
                    context,
                    Finding.info("PodUnmanaged", pod.writer())
                            .summary("%s stands alone: nothing brings it back when its node goes"
                                    .formatted(pod.writer()))
                            .cause("it has no owner; a Deployment or a Job would be one")
                            .since(pod.writer().created()),
                    List.of()));
        }
    }

    private static void budgets(
            CheckContext context, PodSpec pod, List<String> fitting, boolean manyNodes, List<Finding> findings) {
        boolean several = pod.writer().at("spec.replicas").number(1) > 1
                && !pod.writer().type().equals(ResourceType.DAEMON_SETS);
        boolean seen = context.cluster()
                .sees(ResourceType.POD_DISRUPTION_BUDGETS, pod.writer().namespace());
        if (fitting.size() > 1) {
            findings.add(pod.about(
                    context,
                    Finding.info("DisruptionBudgetsOverlap", pod.writer())
                            .summary("No pod of %s can be evicted".formatted(pod.writer()))
                            .cause("PodDisruptionBudgets %s all select it, and the API server refuses evictions then"
                                    .formatted(PodSpec.few(fitting))),
                    List.of()));
        } else if (fitting.isEmpty() && several && manyNodes && seen) {
            findings.add(pod.about(
                    context,
                    Finding.info("NoDisruptionBudget", pod.writer())
                            .summary("Drained nodes may take down all pods of %s at once".formatted(pod.writer()))
                            .cause("it has %d replicas and no PodDisruptionBudget"
                                    .formatted(pod.writer().at("spec.replicas").number(1))),
                    List.of()));
        }
    }

    private static boolean guards(KubeObject budget, PodSpec pod) {
        return budget.namespace().equals(pod.writer().namespace())
                && budget.at("spec.selector").isPresent()
                && LabelSelector.of(budget.at("spec.selector")).selects(pod.labels());
    }
}
