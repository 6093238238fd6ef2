package dev.midwatch.skills.k8s.evidence;

import dev.midwatch.api.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What pods request of their nodes, counted as the scheduler does. One for a run: many pods ask for the same. */
public final class Requests {
    private final Map<String, Double> known = new HashMap<>();

    /** The fields of pods that {@link #of} reads. */
    public static List<String> fields() {
        return List.of(
                "spec.resources.requests",
                "spec.overhead",
                "spec.containers.resources.requests",
                "spec.initContainers.resources.requests",
                "spec.initContainers.restartPolicy");
    }

    /** The amount of a resource, in cores, bytes or pieces: all containers together, or the largest init container if that is more. */
    public double of(Json spec, String resource) {
        double overhead = amount(spec.at("overhead").get(resource));
        if (spec.at("resources.requests").get(resource).isPresent()) {
            return overhead + amount(spec.at("resources.requests").get(resource));
        }
        double running = sum(spec.get("containers").items().stream(), resource);
        double sidecars = 0;
        double starting = 0;
        for (Json init : spec.get("initContainers").items()) {
            double own = sum(Stream.of(init), resource);
            if (init.get("restartPolicy").is("Always")) {
                sidecars += own;
                starting = Math.max(starting, sidecars);
            } else {
                starting = Math.max(starting, sidecars + own);
            }
        }
        return overhead + Math.max(running + sidecars, starting);
    }

    private double sum(Stream<Json> containers, String resource) {
        return containers
                .mapToDouble(
                        container -> amount(container.at("resources.requests").get(resource)))
                .sum();
    }

    /** Zero for what is not a quantity. */
    public double amount(Json quantity) {
        String text = quantity.text();
        return text.isEmpty()
                ? 0
                : known.computeIfAbsent(text, one -> Quantity.of(one).orElse(0));
    }

    /** For people: {@code 15.6Gi of memory}, {@code 500m of cpu}, {@code 2 of nvidia.com/gpu}. */
    public static String words(double amount, String resource) {
        return text(amount, resource) + " of " + resource;
    }

    public static String text(double amount, String resource) {
        if (resource.equals("memory") || resource.endsWith("storage") || resource.startsWith("hugepages")) {
            return amount >= 0x1p30 ? number(amount / 0x1p30) + "Gi" : number(amount / 0x1p20) + "Mi";
        }
        return resource.equals("cpu") && amount < 1 ? Math.round(amount * 1000) + "m" : number(amount);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value).replaceAll("\\.0$", "");
    }
}
