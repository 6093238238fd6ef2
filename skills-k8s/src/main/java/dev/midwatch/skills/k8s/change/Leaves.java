package dev.midwatch.skills.k8s.change;

import dev.midwatch.api.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where two values differ, in a few words. What may be secret is said to differ, and not how. */
final class Leaves {
    /** Headers, commands and annotations of any kind carry tokens; numbers and names do not. */
    private static final List<String> NOT_SAID = List.of("httpHeaders", "command", "args", "value", "annotations");

    private static final int LENGTH = 60;

    private Leaves() {}

    /** {@code memory limit 512Mi -> 256Mi}; {@code liveness probe changed} where more than one part of it did; empty if none did. */
    static String difference(String what, Json before, Json after) {
        if (before.equals(after)) {
            return "";
        }
        if (!before.isPresent() || !after.isPresent()) {
            return what + (after.isPresent() ? " added" : " removed");
        }
        Map<String, String> old = of(before);
        Map<String, String> now = of(after);
        Set<String> different = new TreeSet<>(old.keySet());
        different.addAll(now.keySet());
        different.removeIf(path -> Objects.equals(old.get(path), now.get(path)));
        if (different.size() != 1) {
            return what + " changed";
        }
        String path = different.iterator().next();
        String from = old.getOrDefault(path, "none");
        String to = now.getOrDefault(path, "none");
        boolean open = NOT_SAID.stream().noneMatch(path::contains) && from.length() + to.length() <= 2 * LENGTH;
        return (what + " " + path).strip() + (open ? " " + from + " -> " + to : " changed");
    }

    private static Map<String, String> of(Json value) {
        Map<String, String> leaves = new TreeMap<>();
        collect("", value, leaves);
        return leaves;
    }

    private static void collect(String path, Json value, Map<String, String> leaves) {
        Map<String, Json> members = value.members();
        List<Json> items = value.items();
        if (members.isEmpty() && items.isEmpty()) {
            leaves.put(path, value.text(value.isPresent() ? "empty" : "none"));
        }
        members.forEach((key, member) -> collect(path.isEmpty() ? key : path + "." + key, member, leaves));
        for (int i = 0; i < items.size(); i++) {
            collect(path + "[" + i + "]", items.get(i), leaves);
        }
    }
}
