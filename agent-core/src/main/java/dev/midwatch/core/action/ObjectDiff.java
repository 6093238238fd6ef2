package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a dry run would change, a line for each field: {@code ~ spec.replicas: 2 -> 3}. */
final class ObjectDiff {
    private static final String NOISE =
            "metadata\\.(managedFields|resourceVersion|generation|annotations\\.midwatch\\.dev/audit-id).*|status\\..*";

    private ObjectDiff() {}

    static String of(Json before, Json after) {
        Map<String, String> old = flat(before);
        Map<String, String> changed = flat(after);
        return Stream.concat(old.keySet().stream(), changed.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .filter(path -> !path.matches(NOISE))
                .filter(path -> !Objects.equals(old.get(path), changed.get(path)))
                .map(path -> line(path, old.get(path), changed.get(path)))
                .collect(Collectors.joining("\n"));
    }

    private static String line(String path, String old, String changed) {
        if (old == null) {
            return "+ " + path + ": " + changed;
        }
        return changed == null ? "- " + path + ": " + old : "~ " + path + ": " + old + " -> " + changed;
    }

    private static Map<String, String> flat(Json json) {
        Map<String, String> paths = new TreeMap<>();
        flatten("", json, paths);
        return paths;
    }

    private static void flatten(String path, Json json, Map<String, String> paths) {
        if (json.raw() instanceof Map<?, ?>) {
            json.members().forEach((key, member) -> flatten(path.isEmpty() ? key : path + "." + key, member, paths));
        } else if (json.raw() instanceof List<?>) {
            int index = 0;
            for (Json item : json.items()) {
                flatten(path + "[" + index++ + "]", item, paths);
            }
        } else {
            paths.put(path, json.text());
        }
    }
}
