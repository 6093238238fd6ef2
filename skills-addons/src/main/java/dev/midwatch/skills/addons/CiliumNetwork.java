package dev.midwatch.skills.addons;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.OneLine;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Pods that Cilium did not bring into its network, and policies that it cannot read. */
final class CiliumNetwork implements Check {
    static final ResourceType ENDPOINTS =
            ResourceType.namespaced("cilium.io", "v2", "ciliumendpoints", "CiliumEndpoint");
    private static final ResourceType POLICIES =
            ResourceType.namespaced("cilium.io", "v2", "ciliumnetworkpolicies", "CiliumNetworkPolicy");
    private static final ResourceType CLUSTER_POLICIES = ResourceType.cluster(
            "cilium.io", "v2", "ciliumclusterwidenetworkpolicies", "CiliumClusterwideNetworkPolicy");

    /** An endpoint that is made anew goes through these; it must not stay in one. */
    private static final Set<String> STUCK =
            Set.of("not-ready", "invalid", "creating", "waiting-for-identity", "waiting-to-regenerate", "restoring");

    @Override
    public String name() {
        return "cilium-network";
    }

    @Override
    public String description() {
        return "Cilium endpoints that are not ready and policies that are not valid";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Addon.PERMISSION,
                Permission.list(ENDPOINTS, "status.state", "status.identity.id"),
                Permission.list(POLICIES, "status.conditions"),
                Permission.list(CLUSTER_POLICIES, "status.conditions"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting("after", Duration.ofMinutes(5), "how long an endpoint may take to be ready"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<Finding> findings = new ArrayList<>();
        for (KubeObject endpoint : Addon.list(context, ENDPOINTS)) {
            if (STUCK.contains(endpoint.at("status.state").text())
                    && Addon.reached(context, Optional.empty(), "after", endpoint)) {
                findings.add(endpoint(context, endpoint));
            }
        }
        List<KubeObject> policies = new ArrayList<>(Addon.list(context, POLICIES));
        policies.addAll(Addon.list(context, CLUSTER_POLICIES));
        for (KubeObject policy : policies) {
            policy.condition("Valid")
                    .filter(valid ->
                            valid.status().equals("False") && Addon.reached(context, valid.since(), "after", policy))
                    .ifPresent(valid -> findings.add(Finding.warning("CiliumPolicyInvalid", policy)
                            .summary("Cilium cannot carry out %s".formatted(policy))
                            .cause(OneLine.of(valid.message()))
                            .since(valid.since())
                            .look(Addon.look(policy))));
        }
        return findings;
    }

    /** An endpoint has the name of its pod. */
    private static Finding endpoint(CheckContext context, KubeObject endpoint) {
        ObjectRef pod = ObjectRef.of(ResourceType.PODS, endpoint.namespace(), endpoint.name());
        return Finding.warning("CiliumEndpointNotReady", endpoint)
                .causeClass(endpoint.at("status.state").text())
                .summary("%s is not in Cilium's network".formatted(pod))
                .cause("its endpoint is %s"
                        .formatted(endpoint.at("status.state").text()))
                .dependsOn(pod)
                .sustained(context.duration("after", endpoint))
                .look("kubectl -n %s get ciliumendpoints.cilium.io %s -o yaml"
                        .formatted(endpoint.namespace(), endpoint.name()));
    }
}
