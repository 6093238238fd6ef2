package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is different about a container, or a volume: whatever is listed under a name. */
final class ContainerChanges {
    private static final Map<String, String> PROBES = Map.of(
            "livenessProbe", "liveness probe",
            "readinessProbe", "readiness probe",
            "startupProbe", "startup probe");
    /** Said in words of their own. */
    private static final Set<String> APART = Set.of(
            "name",
            "image",
            "env",
            "envFrom",
            "resources",
            "command",
            "args",
            "livenessProbe",
            "readinessProbe",
            "startupProbe");

    private ContainerChanges() {}

    /** The members of a list by their names. */
    static Map<String, Json> byName(Json list) {
        Map<String, Json> named = new LinkedHashMap<>();
        list.items().forEach(item -> named.put(item.get("name").text(), item));
        return named;
    }

    /** Of both, the old ones first. */
    static Set<String> names(Map<String, Json> before, Map<String, Json> after) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names;
    }

    /** In the order in which they most often break something. */
    static List<String> of(Json before, Json after) {
        List<String> changes = new ArrayList<>();
        changes.add(image(before.get("image").text(), after.get("image").text()));
        changes.addAll(variables(before, after));
        for (String kind : List.of("limits", "requests")) {
            changes.addAll(resources(kind, before, after));
        }
        changes.add(differs("command", before, after));
        changes.add(differs("args", before, after));
        PROBES.keySet().stream()
                .sorted()
                .forEach(probe ->
                        changes.add(Leaves.difference(PROBES.get(probe), before.get(probe), after.get(probe))));
        names(before.members(), after.members()).stream()
                .filter(key -> !APART.contains(key))
                .forEach(key -> changes.add(Leaves.difference(key, before.get(key), after.get(key))));
        changes.removeIf(String::isEmpty);
        return changes;
    }

    private static String image(String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        boolean sameShort = shorter(before).equals(shorter(after));
        return "image %s -> %s".formatted(sameShort ? before : shorter(before), sameShort ? after : shorter(after));
    }

    /** Without the registry and the path. */
    private static String shorter(String image) {
        return image.substring(image.lastIndexOf('/') + 1);
    }

    /** Their values may be secret. */
    private static List<String> variables(Json before, Json after) {
        Map<String, Json> old = byName(before.get("env"));
        Map<String, Json> now = byName(after.get("env"));
        List<String> changes = new ArrayList<>();
        for (String name : names(old, now)) {
            if (!old.containsKey(name) || !now.containsKey(name)) {
                changes.add("variable " + name + (now.containsKey(name) ? " added" : " removed"));
            } else if (!old.get(name).equals(now.get(name))) {
                changes.add("variable " + name + " changed");
            }
        }
        changes.add(Leaves.difference("source of variables", before.get("envFrom"), after.get("envFrom")));
        return changes;
    }

    private static List<String> resources(String kind, Json before, Json after) {
        Map<String, Json> old = before.at("resources." + kind).members();
        Map<String, Json> now = after.at("resources." + kind).members();
        List<String> changes = new ArrayList<>();
        for (String resource : names(old, now)) {
            String from = old.getOrDefault(resource, Json.of("none")).text();
            String to = now.getOrDefault(resource, Json.of("none")).text();
            if (!from.equals(to)) {
                changes.add(
                        "%s %s %s -> %s".formatted(resource, kind.equals("limits") ? "limit" : "request", from, to));
            }
        }
        return changes;
    }

    private static String differs(String key, Json before, Json after) {
        return before.get(key).equals(after.get(key)) ? "" : key + " changed";
    }
}
