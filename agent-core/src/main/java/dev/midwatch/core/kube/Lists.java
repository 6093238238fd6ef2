package dev.midwatch.core.kube;

import dev.midwatch.api.kube.ClusterException;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.api.kube.ResourceType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where a snapshot's lists come from: the server, or what was followed since. */
interface Lists {
    /**
     * @param objects immutable
     * @param version of the cluster that they are of
     * @param age     how long ago it was last known to be true; empty: the server was asked now
     */
    record Listed(List<KubeObject> objects, String version, Optional<Duration> age) {
        static Listed now(List<KubeObject> objects, String version) {
            return new Listed(List.copyOf(objects), version, Optional.empty());
        }
    }

    /** @param namespace empty for all */
    Listed list(ResourceType type, String namespace, String fields, Projection projection) throws ClusterException;
}
