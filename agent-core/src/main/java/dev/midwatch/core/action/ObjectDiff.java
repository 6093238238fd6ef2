package dev.midwatch.core.action;

import dev.midwatch.api.Json;
import dev.midwatch.core.audit.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a dry run would change, a line for each value: {@code ~ spec.replicas: 2 -> 3}. Values are JSON, and so are keys that are more than
 * a word: nothing in an object can pass for another line, another type or another place.
 */
final class ObjectDiff {
    private static final String NOISE =
            "metadata\\.(managedFields([.\\[].*)?|resourceVersion|generation|annotations\\.\"midwatch\\.dev/audit-id\")";
    private static final String STATUS = "status([.\\[].*)?";

    private ObjectDiff() {}

    /** @param inStatus whether it is the status that is to change; otherwise it changes by itself, and tells nothing */
    static String of(Json before, Json after, boolean inStatus) {
        Map<String, String> old = flat(before);
        Map<String, String> changed = flat(after);
        return Stream.concat(old.keySet().stream(), changed.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .filter(path -> !path.matches(NOISE) && (inStatus || !path.matches(STATUS)))
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
        json.members()
                .forEach((key, member) -> flatten(path.isEmpty() ? key(key) : path + "." + key(key), member, paths));
        int index = 0;
        for (Json item : json.items()) {
            flatten(path + "[" + index++ + "]", item, paths);
        }
        boolean goesOn = json.raw() instanceof Map<?, ?> map && !map.isEmpty()
                || json.raw() instanceof List<?> list && !list.isEmpty();
        if (!goesOn) {
            paths.put(path, CanonicalJson.text(json.raw()));
        }
    }

    private static String key(String key) {
        return key.matches("[A-Za-z0-9_-]+") ? key : CanonicalJson.text(key);
    }
}
