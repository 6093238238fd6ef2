package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.LabelSelector;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.LabelMatch;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.PodOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Network policies that do nothing, or more than is meant, and pods that none covers in a namespace that has some. */
public final class NetworkPolicyLint implements Check {
    @Override
    public String name() {
        return "network-policy-lint";
    }

    @Override
    public String description() {
        return "Network policies without pods or without DNS, and pods without policies";
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Policies.PERMISSION,
                Namespaces.PERMISSION,
                Permission.list(ResourceType.PODS, "spec.hostNetwork", "status.phase"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofHours(1), "how long after a policy the pods that it selects may come"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        Policies policies = Policies.of(context);
        if (policies.isEmpty()) {
            return List.of();
        }
        EgressRules rules = NetworkPolicyDns.rules(context);
        Map<String, List<KubeObject>> pods = context.cluster().list(ResourceType.PODS).stream()
                .filter(pod -> pod.at("status.phase").is("Running")
                        && !pod.at("spec.hostNetwork").isTrue())
                .collect(Collectors.groupingBy(KubeObject::namespace));
        List<Finding> findings = new ArrayList<>();
        policies.byNamespace().forEach((namespace, of) -> {
            if (context.cluster().sees(ResourceType.PODS, namespace)) {
                List<KubeObject> here = pods.getOrDefault(namespace, List.of());
                of.forEach(policy -> idle(context, policy, here).ifPresent(findings::add));
                of.forEach(policy -> withoutDns(policy, policies, here, rules).ifPresent(findings::add));
                findings.addAll(uncovered(context, of, here));
            }
        });
        return findings;
    }

    private static Optional<Finding> idle(CheckContext context, KubeObject policy, List<KubeObject> pods) {
        // One that selects everything waits for whatever comes.
        LabelSelector selector = LabelSelector.of(policy.at("spec.podSelector"));
        boolean idle = !selector.isEmpty()
                && pods.stream().noneMatch(pod -> selector.selects(pod.labels()))
                && Age.reached(context, policy.created(), "after", policy);
        return idle
                ? Optional.of(about(Finding.info("NetworkPolicySelectsNothing", policy), policy)
                        .summary("%s selects no pod that runs".formatted(policy))
                        .cause(
                                selector.expressions().isEmpty()
                                        ? LabelMatch.of(selector.labels(), pods).miss()
                                        : ""))
                : Optional.empty();
    }

    /** Judged by a pod, since another policy may let out what this one does not. */
    private static Optional<Finding> withoutDns(
            KubeObject policy, Policies policies, List<KubeObject> pods, EgressRules rules) {
        return EgressRules.limits(policy)
                ? pods.stream()
                        .filter(pod -> Policies.selects(policy, pod))
                        .filter(pod -> rules.judge(policies.limiting(pod)) != EgressRules.Verdict.REACHED)
                        .findFirst()
                        .map(pod -> about(Finding.info("NetworkPolicyWithoutDns", policy), policy)
                                .summary("%s lets pods reach nothing by name".formatted(policy))
                                .cause("of the policies that select %s: %s"
                                        .formatted(
                                                pod,
                                                rules.judge(policies.limiting(pod))
                                                        .words())))
                : Optional.empty();
    }

    private static List<Finding> uncovered(CheckContext context, List<KubeObject> policies, List<KubeObject> pods) {
        Set<ObjectRef> told = new LinkedHashSet<>();
        List<Finding> findings = new ArrayList<>();
        for (KubeObject pod : pods) {
            if (policies.stream().noneMatch(policy -> Policies.selects(policy, pod))
                    && told.add(PodOrigin.owner(context, pod))) {
                findings.add(Finding.info("PodWithoutNetworkPolicy", pod)
                        .owner(PodOrigin.owner(context, pod))
                        .summary("No network policy covers %s".formatted(PodOrigin.owner(context, pod)))
                        .cause("the namespace has %d, and none selects it".formatted(policies.size()))
                        .look("kubectl -n %s get networkpolicies".formatted(pod.namespace())));
            }
        }
        return findings;
    }

    private static Finding about(Finding finding, KubeObject policy) {
        return finding.look("kubectl -n %s describe networkpolicy %s".formatted(policy.namespace(), policy.name()));
    }
}
