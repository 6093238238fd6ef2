package dev.midwatch.skills.k8s.node;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of nodes and their capacity. */
public final class NodeChecks {
    private NodeChecks() {}

    public static List<Check> all() {
        return List.of(
                new NodeNotReady(),
                new NodePressure(),
                new NodeUsage(),
                new NodeFlapping(),
                new NodeCordoned(),
                new NodeTaints(),
                new VersionSkew(),
                new NodeCertificates(),
                new ApiCertificates());
    }
}
