package dev.midwatch.skills.k8s.capacity;

import dev.midwatch.api.Json;
import dev.midwatch.skills.k8s.evidence.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a limit range says of one container, after it has filled in its defaults: pure, as the API server judges it. */
final class ContainerLimits {
    private ContainerLimits() {}

    /** The first rule that the container breaks, in words. */
    static Optional<String> broken(Json container, Json range) {
        Map<String, String> limits = filled(container.at("resources.limits"), range.get("default"));
        Map<String, String> requests = requests(container, range, limits);
        return above(range.get("max"), limits, "limit")
                .or(() -> above(range.get("max"), requests, "request"))
                .or(() -> below(range.get("min"), requests, "request"))
                .or(() -> below(range.get("min"), limits, "limit"));
    }

    private static Map<String, String> filled(Json own, Json defaults) {
        Map<String, String> all = new TreeMap<>(defaults.textMembers());
        all.putAll(own.textMembers());
        return all;
    }

    /** A request that is not given is the limit that is, else the default request. */
    private static Map<String, String> requests(Json container, Json range, Map<String, String> limits) {
        Map<String, String> all = new TreeMap<>(range.get("defaultRequest").textMembers());
        all.putAll(container.at("resources.limits").textMembers());
        all.putAll(container.at("resources.requests").textMembers());
        limits.forEach(all::putIfAbsent);
        return all;
    }

    private static Optional<String> above(Json most, Map<String, String> given, String what) {
        return most.textMembers().entrySet().stream()
                .filter(rule -> compare(given.get(rule.getKey()), rule.getValue()) > 0)
                .map(rule -> "%s %s %s is more than the %s it may have"
                        .formatted(rule.getKey(), what, given.get(rule.getKey()), rule.getValue()))
                .findFirst();
    }

    private static Optional<String> below(Json least, Map<String, String> given, String what) {
        return least.textMembers().entrySet().stream()
                .filter(rule -> compare(given.get(rule.getKey()), rule.getValue()) < 0)
                .map(rule -> "%s %s %s is less than the %s it has to have"
                        .formatted(rule.getKey(), what, given.get(rule.getKey()), rule.getValue()))
                .findFirst();
    }

    /** Zero for what is not given or no quantity: nothing is said of it. */
    private static int compare(String given, String bound) {
        var one = Quantity.of(given == null ? "" : given);
        var other = Quantity.of(bound);
        return one.isPresent() && other.isPresent() ? Double.compare(one.getAsDouble(), other.getAsDouble()) : 0;
    }
}
