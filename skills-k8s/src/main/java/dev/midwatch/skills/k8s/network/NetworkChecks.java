package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.check.Check;
import java.util.List;

/** The checks of the ways to pods. */
public final class NetworkChecks {
    private NetworkChecks() {}

    public static List<Check> all() {
        return List.of(
                new ServiceEndpoints(),
                new ServicePorts(),
                new UndeclaredPorts(),
                new ClusterDns(),
                new LoadBalancerPending(),
                new NetworkPolicyDns(),
                new NetworkPolicyLint(),
                new ServiceLint(),
                new IngressBackend());
    }
}
