package dev.midwatch.skills.k8s.pod;

import dev.midwatch.api.check.CommonCause;
import dev.midwatch.api.check.Finding;
import dev.midwatch.api.check.Severity;
import dev.midwatch.api.kube.ObjectRef;
import java.util.List;

/**
 * A registry that gives nobody its images: where the pulls of several workloads fail alike, it is not their images. So it is with a token
 * that has ended, too.
 */
record Registry(String host) {
    /** {@code registry.example.com:5000} of {@code registry.example.com:5000/web:1}, {@code docker.io} of {@code nginx}. */
    static Registry of(String image) {
        int slash = image.indexOf('/');
        String first = slash < 0 ? "" : image.substring(0, slash);
        boolean host = first.contains(".") || first.contains(":") || first.equals("localhost");
        return new Registry(host ? first : "docker.io");
    }

    /** It is no object of the cluster, but it is what the trouble is about. */
    ObjectRef ref() {
        return new ObjectRef("", "Registry", "", host, "");
    }

    static Finding finding(ObjectRef registry, List<Finding> pulls) {
        Finding first = pulls.get(0);
        return Finding.of("RegistryUnavailable", Severity.CRITICAL, registry)
                .summary("Registry %s gives no images to %d workloads"
                        .formatted(registry.name(), CommonCause.count(pulls)))
                .cause(first.cause())
                .evidence("message", first.evidence().getOrDefault("message", ""))
                .evidence("workloads", CommonCause.named(pulls))
                .look(first.look());
    }
}
