package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.ContainerState;
import dev.midwatch.skills.k8s.evidence.Inventory;
import dev.midwatch.skills.k8s.evidence.LogTail;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import dev.midwatch.skills.k8s.evidence.Resolving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Network policies that shut pods off from the DNS and so break them. Whether policies are enforced depends on the network plugin, and
 * some programs need no names: so it is a fault only where such a pod fails and its log says that a name did not resolve.
 */
public final class NetworkPolicyDns implements Check {
    private static final int LOGS = 10;

    @Override
    public String name() {
        return "network-policy-dns";
    }

    @Override
    public String description() {
        return "Network policies that keep failing pods from the DNS";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Policies.PERMISSION,
                Namespaces.PERMISSION,
                Permission.list(
                        ResourceType.PODS,
                        Stream.concat(
                                        Stream.of(
                                                "spec.nodeName",
                                                "spec.hostNetwork",
                                                "status.phase",
                                                "status.conditions.type",
                                                "status.conditions.status",
                                                "status.conditions.lastTransitionTime"),
                                        ContainerState.fields().stream())
                                .toArray(String[]::new)),
                Permission.logs());
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(5), "how long such a pod may be not ready"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Policies policies = Policies.of(context);
        if (policies.isEmpty()) {
            return List.of();
        }
        EgressRules rules = rules(context);
        Set<String> looked = new HashSet<>();
        Map<ObjectRef, List<Victim>> shutOff = new LinkedHashMap<>();
        for (KubeObject pod : context.cluster().list(ResourceType.PODS)) {
            List<KubeObject> limiting = isFailing(context, pod) ? policies.limiting(pod) : List.of();
            if (!limiting.isEmpty() && looked.size() < LOGS) {
                EgressRules.Verdict verdict = rules.judge(limiting);
                ObjectRef owner = PodOrigin.owner(context, pod);
                if (verdict != EgressRules.Verdict.REACHED && looked.add(owner.key())) {
                    complaint(context, pod)
                            .map(line -> new Victim(pod, owner, limiting, verdict, line))
                            .ifPresent(victim -> shutOff.computeIfAbsent(
                                            limiting.get(0).ref(), none -> new ArrayList<>())
                                    .add(victim));
                }
            }
        }
        return shutOff.values().stream().map(NetworkPolicyDns::finding).toList();
    }

    /** A pod that fails for want of names, and what it says. */
    private record Victim(
            KubeObject pod, ObjectRef owner, List<KubeObject> limiting, EgressRules.Verdict verdict, String line) {}

    /** What is not known of the DNS is taken as it is everywhere. */
    static EgressRules rules(CheckContext context) throws ClusterException {
        var namespace = Inventory.of(context, ResourceType.NAMESPACES)
                .find("", Resolving.DNS.namespace())
                .map(KubeObject::labels)
                .orElse(Map.of("kubernetes.io/metadata.name", Resolving.DNS.namespace()));
        var servers = context.cluster().list(ResourceType.PODS).stream()
                .filter(ClusterDns::isDns)
                .map(KubeObject::labels)
                .distinct()
                .toList();
        return new EgressRules(namespace, servers.isEmpty() ? List.of(Map.of("k8s-app", "kube-dns")) : servers);
    }

    private static boolean isFailing(CheckContext context, KubeObject pod) {
        boolean placed = pod.deletionRequested().isEmpty()
                && !pod.at("spec.nodeName").text().isEmpty()
                && List.of("Running", "Pending").contains(pod.at("status.phase").text());
        return placed && (isCrashing(pod) || isUnready(context, pod));
    }

    /** Between two crashes it may well count as ready. */
    private static boolean isCrashing(KubeObject pod) {
        return ContainerState.of(pod).stream()
                .anyMatch(container -> container.waitingFor().equals("CrashLoopBackOff") && container.restarts() > 1);
    }

    private static boolean isUnready(CheckContext context, KubeObject pod) {
        return pod.condition("Ready")
                .filter(ready -> !ready.isTrue())
                .filter(ready -> Age.reached(context, ready.since(), "after", pod))
                .isPresent();
    }

    /** The line of its log that speaks of a name. */
    private static Optional<String> complaint(CheckContext context, KubeObject pod) {
        return ContainerState.of(pod).stream()
                .filter(container -> !container.ready()
                        && (container.isRunning() || container.lastExit().isPresent()))
                .findFirst()
                .flatMap(container -> LogTail.ofLastRun(context, pod, container).lines().stream()
                        .filter(Resolving::fails)
                        .reduce((earlier, later) -> later));
    }

    private static Finding finding(List<Victim> victims) {
        Victim first = victims.get(0);
        KubeObject policy = first.limiting().get(0);
        return Finding.of("NetworkPolicyBlocksDns", Severity.CRITICAL, policy.ref())
                .summary("%s keeps %s%s from the cluster's DNS"
                        .formatted(
                                policy,
                                first.owner(),
                                victims.size() == 1 ? "" : " and %d more".formatted(victims.size() - 1)))
                .cause("of the policies that select %s: %s; its log says: %s"
                        .formatted(
                                first.pod(),
                                first.verdict().words(),
                                OneLine.of(first.line().strip())))
                .since(victims.stream()
                        .flatMap(victim -> victim.pod().condition("Ready").flatMap(Condition::since).stream())
                        .min(Comparator.naturalOrder()))
                .evidence(
                        "workloads",
                        String.join(
                                ", ",
                                victims.stream()
                                        .map(victim -> victim.owner().toString())
                                        .toList()))
                .evidence(
                        "policies",
                        String.join(
                                ", ",
                                first.limiting().stream().map(KubeObject::name).toList()))
                .look("kubectl -n %s describe networkpolicy %s".formatted(policy.namespace(), policy.name()));
    }
}
