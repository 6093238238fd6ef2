package dev.midwatch.skills.certmanager;

import dev.midwatch.api.check.CheckContext;
import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ObjectRef;
import dev.midwatch.api.kube.ResourceType;
import java.util.List;
import java.util.stream.Collectors;

/** Whether the issuer that somebody names exists. */
final class IssuerNames {
    private static final int FEW = 4;

    private IssuerNames() {}

    /** What is wrong with the reference, with the names there are; empty if it is right, of another product, or cannot be judged. */
    static String missing(ObjectRef issuer, CheckContext context) {
        if (!issuer.apiVersion().startsWith("cert-manager.io/")) {
            return "";
        }
        boolean clusterWide = issuer.kind().equals("ClusterIssuer");
        List<KubeObject> own = visible(issuer.kind(), issuer.namespace(), context);
        ResourceType type = clusterWide ? Issuer.CLUSTER_ISSUERS : Issuer.ISSUERS;
        if (!context.cluster().sees(type, issuer.namespace())
                || own.stream().anyMatch(one -> one.name().equals(issuer.name()))) {
            return "";
        }
        String other = clusterWide ? "Issuer" : "ClusterIssuer";
        String kinds = visible(other, "", context).stream()
                        .anyMatch(one -> one.name().equals(issuer.name()))
                ? "; there is one of kind %s".formatted(other)
                : own.isEmpty()
                        ? "; there is none at all"
                        : "; there is "
                                + own.stream().map(KubeObject::name).limit(FEW).collect(Collectors.joining(", "));
        return "%s does not exist%s".formatted(issuer, kinds);
    }

    private static List<KubeObject> visible(String kind, String namespace, CheckContext context) {
        try {
            return context
                    .cluster()
                    .list(kind.equals("ClusterIssuer") ? Issuer.CLUSTER_ISSUERS : Issuer.ISSUERS)
                    .stream()
                    .filter(one -> namespace.isEmpty() || one.namespace().equals(namespace))
                    .toList();
        } catch (ClusterException hidden) {
            // Nothing is then said to be missing; the coverage of the cycle tells the gap.
            return List.of();
        }
    }
}
