package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.Json;
import dev.midwatch.api.kube.KubeObject;
import dev.midwatch.skills.k8s.evidence.Quantity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What pods ask for, counted as the scheduler counts it. */
final class Requests {
    /** The fields of pods that it reads. */
    static final List<String> FIELDS = List.of(
            "spec.containers.resources.requests",
            "spec.initContainers.resources.requests",
            "spec.initContainers.restartPolicy",
            "spec.overhead");

    private final Map<String, Double> known = new HashMap<>();

    /**
     * The containers that run together; or, if more, what an init container needs beside the sidecars before it.
     *
     * @param resource {@code cpu} or {@code memory}
     */
    double of(KubeObject pod, String resource) {
        double running = 0;
        for (Json container : pod.at("spec.containers").items()) {
            running += request(container, resource);
        }
        double sidecars = 0;
        double starting = 0;
        for (Json container : pod.at("spec.initContainers").items()) {
            double asked = request(container, resource);
            if (container.get("restartPolicy").is("Always")) {
                sidecars += asked;
                starting = Math.max(starting, sidecars);
            } else {
                starting = Math.max(starting, sidecars + asked);
            }
        }
        return Math.max(running + sidecars, starting)
                + amount(pod.at("spec.overhead").get(resource).text());
    }

    private double request(Json container, String resource) {
        return amount(container.at("resources.requests").get(resource).text());
    }

    /** Zero for what is not a quantity. Many pods ask for the same. */
    double amount(String quantity) {
        return quantity.isEmpty()
                ? 0
                : known.computeIfAbsent(quantity, text -> Quantity.of(text).orElse(0));
    }
}
