package dev.midwatch.skills.k8s.report;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.ClusterReader;
import dev.midwatch.api.kube.Condition;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Argo CD applications and cert-manager certificates, where the cluster has them. */
final class DeliveryFacts {
    static final ResourceType APPLICATIONS =
            ResourceType.namespaced("argoproj.io", "v1alpha1", "applications", "Application");
    static final ResourceType CERTIFICATES =
            ResourceType.namespaced("cert-manager.io", "v1", "certificates", "Certificate");

    private DeliveryFacts() {}

    static String applications(ClusterReader cluster) throws ClusterException {
        List<KubeObject> all = cluster.list(APPLICATIONS);
        if (all.isEmpty()) {
            return "no applications";
        }
        List<String> outOfSync = names(all, "status.sync.status", "OutOfSync");
        List<String> degraded = names(all, "status.health.status", "Degraded");
        return "%d applications; out of sync %s; degraded %s"
                .formatted(all.size(), Listing.counted(outOfSync), Listing.counted(degraded));
    }

    private static List<String> names(List<KubeObject> all, String path, String value) {
        return all.stream()
                .filter(application -> application.at(path).is(value))
                .map(KubeObject::name)
                .sorted()
                .toList();
    }

    static String certificates(ClusterReader cluster, Instant now, Instant soon) throws ClusterException {
        List<KubeObject> all = cluster.list(CERTIFICATES);
        if (all.isEmpty()) {
            return "no certificates";
        }
        List<String> warnings = all.stream()
                .flatMap(certificate -> warning(certificate, now, soon).stream())
                .sorted()
                .toList();
        return all.size() + " certificates; warnings " + Listing.counted(warnings);
    }

    private static Optional<String> warning(KubeObject certificate, Instant now, Instant soon) {
        String name = certificate.namespace() + "/" + certificate.name();
        Optional<Instant> end = certificate.at("status.notAfter").time();
        if (certificate.condition("Ready").filter(Condition::isTrue).isEmpty()) {
            return Optional.of(name + " not ready");
        }
        return end.filter(time -> time.isBefore(soon))
                .map(time -> time.isBefore(now)
                        ? name + " has expired"
                        : "%s ends in %d days"
                                .formatted(name, Duration.between(now, time).toDays()));
    }
}
