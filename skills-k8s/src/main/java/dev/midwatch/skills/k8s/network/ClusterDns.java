package dev.midwatch.skills.k8s.network;

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
import dev.midwatch.skills.k8s.evidence.Age;
import dev.midwatch.skills.k8s.evidence.Namespaces;
import dev.midwatch.skills.k8s.evidence.Resolving;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name server of the cluster: while it is down nothing finds anything. Its Service and its Deployment bear one label in k3s,
 * kubeadm, RKE2 and the clouds alike, whatever their names.
 */
public final class ClusterDns implements Check {
    private static final String NAMESPACE = Resolving.DNS.namespace();

    @Override
    public String name() {
        return "cluster-dns";
    }

    @Override
    public String description() {
        return "The cluster's DNS without a server that is ready";
    }

    @Override
    public List<Permission> permissions() {
        List<Permission> all = new ArrayList<>(Backing.permissions());
        all.add(Permission.list(ResourceType.REPLICA_SETS, "metadata.name"));
        all.add(Namespaces.PERMISSION);
        return all;
    }

    @Override
    public List<Setting> settings() {
        return List.of(new Setting(
                "after", Duration.ofMinutes(5), "how long no DNS server may be ready, as while its node restarts"));
    }

    @Override
    public boolean urgent() {
        return true;
    }

    static boolean isDns(KubeObject object) {
        return object.namespace().equals(NAMESPACE)
                && (object.name().equals(Resolving.DNS.name())
                        || object.labels().getOrDefault("k8s-app", "").equals("kube-dns"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        List<KubeObject> services = context.cluster().list(ResourceType.SERVICES).stream()
                .filter(ClusterDns::isDns)
                // The second Service of some charts is for metrics alone, and a headless one is for the servers
                // themselves.
                .filter(service -> service.deletionRequested().isEmpty()
                        && !service.at("spec.clusterIP").is("None")
                        && !service.at("spec.selector").members().isEmpty())
                .toList();
        Optional<KubeObject> server = server(context);
        if (services.isEmpty()) {
            return server
                    .filter(found -> context.cluster().sees(ResourceType.SERVICES, NAMESPACE))
                    .filter(found -> Age.reached(context, found.created(), "after", found))
                    .map(found -> withoutService(found).sustained(context.duration("after", found)))
                    .stream()
                    .toList();
        }
        Backing backing = Backing.of(context);
        if (services.stream().anyMatch(backing::isServed)) {
            return List.of();
        }
        KubeObject service = services.get(0);
        return backing
                .gap(service)
                .filter(gap -> gap.lasts(context, "after", service))
                .map(gap -> down(context, service, server, gap).sustained(gap.toBeSeen(context, "after", service)))
                .stream()
                .toList();
    }

    private static Optional<KubeObject> server(CheckContext context) throws ClusterException {
        return context.cluster().list(ResourceType.DEPLOYMENTS).stream()
                .filter(deployment -> isDns(deployment)
                        || deployment.namespace().equals(NAMESPACE)
                                && deployment.name().equals("coredns"))
                .findFirst();
    }

    private static Finding down(CheckContext context, KubeObject service, Optional<KubeObject> server, Gap gap) {
        List<ObjectRef> explainedBy = new ArrayList<>(gap.explainedBy());
        // Its Deployment's own finding is a symptom of the same, so not that explains it, but what keeps the pods from
        // being made.
        server.ifPresent(deployment -> {
            explainedBy.removeIf(ref -> ref.sameAs(deployment.ref()));
            explainedBy.addAll(replicaSets(context, deployment));
        });
        Finding finding = Finding.critical("ClusterDnsDown", service)
                .summary("The cluster's DNS is down: %s has no ready endpoint".formatted(service))
                .cause(gap.cause())
                .evidence(gap.label(), gap.evidence())
                .since(gap.since())
                .dependsOn(explainedBy)
                .look("kubectl -n %s get pods -l k8s-app=kube-dns -o wide".formatted(NAMESPACE));
        return server.map(deployment -> finding.owner(deployment.ref())).orElse(finding);
    }

    private static List<ObjectRef> replicaSets(CheckContext context, KubeObject deployment) {
        try {
            return context.cluster().list(ResourceType.REPLICA_SETS).stream()
                    .filter(set -> set.controller()
                            .filter(owner -> owner.sameAs(deployment.ref()))
                            .isPresent())
                    .map(KubeObject::ref)
                    .toList();
        } catch (ClusterException hidden) {
            // Without them the finding stands alone, which is the safer side.
            return List.of();
        }
    }

    private static Finding withoutService(KubeObject server) {
        return Finding.of("ClusterDnsDown", Severity.CRITICAL, Resolving.DNS)
                .owner(server.ref())
                .causeClass("no-service")
                .summary("The cluster's DNS is down: %s does not exist".formatted(Resolving.DNS))
                .cause("%s runs, but pods ask the address of that Service".formatted(server))
                .look("kubectl -n %s get services -l k8s-app=kube-dns".formatted(NAMESPACE));
    }
}
