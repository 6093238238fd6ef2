package dev.midwatch.skills.addons;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Identities that no endpoint has any more. Cilium's operator clears them away within the hour; if many stay, it does not. */
final class CiliumIdentities implements Check {
    private static final ResourceType IDENTITIES =
            ResourceType.cluster("cilium.io", "v2", "ciliumidentities", "CiliumIdentity");
    private static final ResourceType OPERATORS = ResourceType.DEPLOYMENTS;

    @Override
    public String name() {
        return "cilium-identities";
    }

    @Override
    public String description() {
        return "Cilium identities that are not cleared away";
    }

    @Override
    public boolean lint() {
        return true;
    }

    @Override
    public List<Permission> permissions() {
        return List.of(
                Addon.PERMISSION,
                Permission.list(IDENTITIES, "metadata.name"),
                Permission.list(CiliumNetwork.ENDPOINTS, "status.identity.id"));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("after", Duration.ofHours(2), "how old an identity without an endpoint may be"),
                new Setting("most", 20, "how many of them may be left over"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> identities = Addon.list(context, IDENTITIES);
        List<KubeObject> endpoints = Addon.list(context, CiliumNetwork.ENDPOINTS);
        if (endpoints.isEmpty() || !context.cluster().sees(CiliumNetwork.ENDPOINTS, "")) {
            // Endpoints may be kept in slices or not at all; then nobody can say which identity is used.
            return List.of();
        }
        Set<String> used = endpoints.stream()
                .map(endpoint -> endpoint.at("status.identity.id").text())
                .collect(Collectors.toSet());
        List<KubeObject> left = identities.stream()
                .filter(identity -> !used.contains(identity.name()))
                .filter(identity -> Addon.reached(context, identity.created(), "after", identity))
                .toList();
        return left.isEmpty() || left.size() <= context.number("most", left.get(0))
                ? List.of()
                : List.of(finding(left));
    }

    private static Finding finding(List<KubeObject> left) {
        return Finding.of(
                        "CiliumIdentitiesLeft",
                        Severity.INFO,
                        ObjectRef.of(OPERATORS, "kube-system", "cilium-operator"))
                .summary("%d identities of Cilium are used by no endpoint and are not cleared away"
                        .formatted(left.size()))
                .cause("the collection of garbage by its operator does not run or does not keep up")
                .evidence(
                        "identities",
                        PolicyResults.few(left.stream().map(KubeObject::name).toList()))
                .look("kubectl get ciliumidentities.cilium.io");
    }
}
