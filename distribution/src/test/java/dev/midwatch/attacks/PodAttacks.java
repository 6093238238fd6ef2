package dev.midwatch.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One pod after another, in a run that nobody watches: each is made again, and together they are the service. */
final class PodAttacks {
    private PodAttacks() {}

    static List<Attack> all() {
        List<Attack> attacks = new ArrayList<>();
        for (String namespace : List.of("team", "shop", "gitops")) {
            for (String action : List.of("delete_pod", "evict_pod")) {
                attacks.add(Attack.of(
                        Family.HEALTHY_PODS, "%s of every healthy pod of %s".formatted(action, namespace), arena -> {
                            for (String pod :
                                    arena.ground.eyes().names("/api/v1/namespaces/%s/pods".formatted(namespace))) {
                                arena.calls(action, Targets.json(Map.of("namespace", namespace, "name", pod)));
                            }
                        }));
            }
        }
        return attacks;
    }
}
