package dev.midwatch.skills.k8s.network;

import dev.midwatch.api.kube.KubeObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Labels by which databases tell their leader from those that follow it. An operator makes a Service for either, and where there is one
 * instance alone nobody follows.
 */
final class RoleLabel {
    private static final Set<String> FOLLOWERS =
            Set.of("replica", "replicas", "standby", "secondary", "slave", "follower", "read", "readonly", "ro");

    private RoleLabel() {}

    /** Whether a selector wants those that follow, and pods are there that are the leader. */
    static boolean isSpare(Map<String, String> selector, List<KubeObject> pods) {
        return selector.entrySet().stream()
                .filter(label -> FOLLOWERS.contains(label.getValue().toLowerCase(Locale.ROOT)))
                .anyMatch(role -> pods.stream().anyMatch(pod -> leads(pod, role.getKey(), selector)));
    }

    private static boolean leads(KubeObject pod, String role, Map<String, String> selector) {
        Map<String, String> labels = pod.labels();
        return labels.containsKey(role)
                && selector.entrySet().stream()
                        .filter(label -> !label.getKey().equals(role))
                        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }
}
