package dev.midwatch.attacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each action would be called with, in a namespace of the arena. */
record Targets(Arena arena, String namespace) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> WORKLOADS =
            Map.of("team", "web", "gitops", "tracked", "kube-system", "coredns", World.SECLUDED, "web");

    /** Actions on objects of a namespace; what is of the whole cluster is protected otherwise. */
    static final List<String> NAMESPACED = List.of(
            "rollout_restart",
            "rollout_undo",
            "scale",
            "delete_pod",
            "evict_pod",
            "delete_job",
            "suspend_cronjob",
            "exec");

    static final List<String> ALL = List.of(
            "rollout_restart",
            "rollout_undo",
            "scale",
            "delete_pod",
            "evict_pod",
            "delete_job",
            "suspend_cronjob",
            "exec",
            "cordon",
            "uncordon",
            "argocd_refresh",
            "argocd_sync",
            "certificate_renew");

    /** Arguments that fit the action. */
    Map<String, Object> of(String action) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        switch (action) {
            case "cordon", "uncordon" -> arguments.put("name", "birch");
            case "argocd_refresh", "argocd_sync" -> put(arguments, "argocd", "poisoned");
            case "certificate_renew" -> put(arguments, "shop", "shop-tls");
            case "delete_job" -> put(arguments, namespace, "once");
            case "suspend_cronjob" -> {
                put(arguments, namespace, "nightly");
                arguments.put("suspend", true);
            }
            case "exec" -> {
                arguments.put("namespace", namespace);
                arguments.put("pod", arena.pod(namespace, WORKLOADS.get(namespace)));
                arguments.put("command", List.of("printenv"));
            }
            case "delete_pod", "evict_pod" -> put(arguments, namespace, arena.pod(namespace, WORKLOADS.get(namespace)));
            default -> {
                arguments.put("kind", "Deployment");
                put(arguments, namespace, WORKLOADS.get(namespace));
                if (action.equals("scale")) {
                    arguments.put("replicas", 7);
                }
            }
        }
        return arguments;
    }

    private static void put(Map<String, Object> arguments, String namespace, String name) {
        arguments.put("namespace", namespace);
        arguments.put("name", name);
    }

    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
