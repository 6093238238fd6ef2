package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Setting;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.CertificateEnds;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.Permission;
import dev.midwatch.api.kube.ResourceType;
import dev.midwatch.skills.k8s.evidence.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The certificates of the connection to the API server: when one of them has ended, nothing can be seen or done any more. */
public final class ApiCertificates implements Check {
    /** The API server, as the cluster knows it, also where that cannot be seen. */
    private static final KubeObject SERVER = KubeObject.of(
            ResourceType.SERVICES, Map.of("metadata", Map.of("namespace", "default", "name", "kubernetes")));

    @Override
    public String name() {
        return "api-certificates";
    }

    @Override
    public String description() {
        return "The API server's certificate, and ours for it, that expire soon";
    }

    @Override
    public List<Permission> permissions() {
        return List.of(Inventory.namesOf(ResourceType.SERVICES));
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                new Setting("warning", Duration.ofDays(7), "how long before its end a certificate is told"),
                new Setting("critical", Duration.ofHours(24), "how long before its end it is critical"));
    }

    @Override
    public List<Finding> run(CheckContext context) throws ClusterException {
        CertificateEnds ends = context.cluster().certificates();
        KubeObject server = Inventory.of(context, ResourceType.SERVICES)
                .find(SERVER.namespace(), SERVER.name())
                .orElse(SERVER);
        return Stream.of(
                        ending(context, server, ends.server())
                                .map(end -> finding(context, server, end, "server", "The certificate of the API server")
                                        .cause("kubeadm renews it with \"kubeadm certs renew\", k3s when it restarts")),
                        ending(context, server, ends.client())
                                .map(end -> finding(
                                                context,
                                                server,
                                                end,
                                                "client",
                                                "The client certificate with which Midwatch calls the API server")
                                        .cause("it stands in the kubeconfig, which has to be made anew")))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Instant> ending(CheckContext context, KubeObject server, Optional<Instant> end) {
        return end.filter(at -> at.isBefore(context.now().plus(context.duration("warning", server))));
    }

    private static Finding finding(CheckContext context, KubeObject server, Instant end, String whose, String what) {
        boolean soon = end.isBefore(context.now().plus(context.duration("critical", server)));
        return Finding.of("ApiCertificateExpiring", soon ? Severity.CRITICAL : Severity.WARNING, server.ref())
                .explainsNothing()
                .causeClass(whose)
                .summary("%s %s at %s".formatted(what, end.isAfter(context.now()) ? "expires" : "expired", end))
                .look("kubectl get --raw /version -v 9");
    }
}
